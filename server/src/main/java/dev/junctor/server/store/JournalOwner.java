package dev.junctor.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which state of which database a journal's folder goes with. Each start puts a new random mark on both, first on the
 * folder, which also keeps the one of before: so a crash between the two leaves a pair, and a copy of a folder, another
 * database, or one that was restored from a backup do not.
 */
final class JournalOwner {
    private static final String FILE = "database";
    private static final int MARK_BYTES = 16;

    private final Path folder;
    private final List<String> marks;

    /**
     * Reads what a folder says, which may not be there yet.
     *
     * @throws StoreException when it cannot be read
     */
    JournalOwner(Path folder) {
        this.folder = folder;
        Path file = folder.resolve(FILE);
        try {
            this.marks = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether the folder goes with a database; folders of an earlier version have no mark. */
    boolean goesWith(Watermark.Known known) {
        return marks.isEmpty() ? known.journal().isEmpty() : marks.contains(known.journal());
    }

    /**
     * Puts a new mark on the folder, beside the one that the database has.
     *
     * @return the mark that the database gets before anything is written to it or to the journal
     */
    String mark(Watermark.Known known) {
        byte[] bytes = new byte[MARK_BYTES];
        new SecureRandom().nextBytes(bytes);
        String fresh = HexFormat.of().formatHex(bytes);
        Path next = folder.resolve(FILE + ".new");
        try {
            Files.createDirectories(folder);
            String before = known.equals(Watermark.Known.NOTHING) ? "" : known.journal() + "\n";
            String text = before + fresh + "\n";
            try (FileChannel channel =
                    FileChannel.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            forceNames();
            return fresh;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void forceNames() throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Whether a damaged segment was set aside, whose entries are known to be missing. */
    boolean hasDamage() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".corrupt"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The journal holds entries and goes with another database. */
    StoreException isAnothers(long entries) {
        return new StoreException(
                "the journal "
                        + folder
                        + " holds "
                        + entries
                        + " entries and goes with another database than this one, or with a newer or"
                        + " older state of it, so its charges could be lost or made twice: start with"
                        + " the database or the folder that goes with it, or, when this database was"
                        + " restored on purpose, move the journal's folder away (what is only in it"
                        + " is then not charged) and start again");
    }

    /** Entries are missing between the database's last and the journal's first. */
    StoreException lacks(long entries) {
        return new StoreException(
                "the database lacks "
                        + entries
                        + " entries that the journal "
                        + folder
                        + " does not have any more: start with the newer database, or, when this one"
                        + " was restored on purpose, move the journal's folder away (what is only in"
                        + " it is then not charged) and start again");
    }

    private StoreException unusable(IOException cause) {
        return new StoreException(
                "the journal's folder " + folder + " cannot be used: check the disk", cause);
    }
}
