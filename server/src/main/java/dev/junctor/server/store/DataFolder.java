package dev.junctor.server.store;

import dev.junctor.server.secret.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of all that Junctor keeps, held by one process at a time and closed to other users. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "junctor.lock";

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder when it is not there, and takes it for this process.
     *
     * @throws StoreException when it cannot be written or another process has it
     */
    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StoreException(
                    "the data folder " + path + " is a file: choose another folder (--data DIR)");
        }
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path);
                OwnerOnly.folder(path);
            }
            return lock(path);
        } catch (IOException e) {
            throw new StoreException(
                    "the data folder "
                            + path
                            + " cannot be written: allow it, or choose another folder (--data DIR)",
                    e);
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(channel).isEmpty()) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new StoreException(
                    "the data folder "
                            + path
                            + " is in use by another Junctor (process "
                            + (owner.isEmpty() ? "unknown" : owner)
                            + "): stop that one, or choose another folder (--data DIR)");
        }
        channel.truncate(0);
        byte[] owner =
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(owner), 0);
        return new DataFolder(path, channel);
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // this very process has it already
        }
    }

    /** A file or folder in it. */
    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lockFile.close(); // the lock ends with it
        } catch (IOException e) {
            throw new StoreException("the lock of " + path + " could not be closed", e);
        }
    }
}
