package dev.junctor.server.journal;

import dev.junctor.server.secret.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of this machine, held by one process at a time and closed to other users. */
final class FileDisk implements Disk {
    private static final String LOCK = "journal.lock";
    private static final int ZEROS = 1 << 20;

    private final Path folder;
    private final FileChannel lockFile;

    private FileDisk(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder when it is not there, and takes it for this process.
     *
     * @throws JournalException when it cannot be written or another process has it
     */
    static FileDisk open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new JournalException(
                    "the journal's folder " + folder + " is a file: move it out of the way");
        }
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                OwnerOnly.folder(folder);
            }
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel).isEmpty()) {
                channel.close();
                throw new JournalException(
                        "the journal " + folder + " is in use by another Junctor: stop that one");
            }
            OwnerOnly.file(folder.resolve(LOCK));
            return new FileDisk(folder, channel);
        } catch (IOException e) {
            throw new JournalException(
                    "the journal's folder " + folder + " cannot be written: allow it", e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // this very process has it already
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        return new OpenFile(
                FileChannel.open(
                        folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public void make(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OwnerOnly.file(file);
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(ZEROS, bytes));
            for (long at = 0; at < bytes; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
                writeAll(channel, zeros, at);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file); // half a file would take room that others need
            throw e;
        }
        forceNames();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        forceNames();
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    /** Names are data of the folder, which has to be forced like a file; where a folder cannot be opened it need not be. */
    private void forceNames() throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close(); // the lock ends with it
    }

    private static void writeAll(FileChannel channel, ByteBuffer from, long offset)
            throws IOException {
        long at = offset;
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    private record OpenFile(FileChannel channel) implements SegmentFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            long at = offset;
            while (into.hasRemaining()) {
                int count = channel.read(into, at);
                if (count < 0) {
                    return;
                }
                at += count;
            }
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            writeAll(channel, from, offset);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
