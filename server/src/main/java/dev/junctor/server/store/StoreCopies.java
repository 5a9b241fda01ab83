package dev.junctor.server.store;

import dev.junctor.server.secret.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Copies of a store: backups, and exports in one form for both databases, by which a store moves from one to the other.
 * All are of one state. What waits in a running process's journal is not in a copy. Names of files that end in
 * {@code .gz} mean that the copy is compressed.
 */
public final class StoreCopies {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Path dataDir;
    private final DatabaseUrl url;

    /** Copies of the store in a data folder, with its tables where the URL says. */
    public StoreCopies(Path dataDir, DatabaseUrl url) {
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.url = url;
    }

    /** Hears how far a copy is. */
    public interface Progress {
        /** So many rows of a table were copied. */
        void rows(String table, long rows);
    }

    /** What to do with a store that is not empty. */
    public enum IfNotEmpty {
        REFUSE,
        /** All that it has is deleted, in the same transaction. */
        REPLACE
    }

    /**
     * What was copied.
     *
     * @param version of the tables
     * @param rows by table
     * @param accounts how many accounts the books have
     * @param ledgerSum sum over all accounts of the books in nano-dollars: the trial balance; 0 when they balance
     */
    public record Copied(
            int version, SortedMap<String, Long> rows, long accounts, BigInteger ledgerSum) {
        /** Whether the books balance. */
        public boolean balances() {
            return ledgerSum.signum() == 0;
        }
    }

    /** Versions of the tables; 0 where there were none. */
    public record Versions(int before, int after) {}

    /**
     * Writes a backup into a new file, beside a running process: of SQLite a copy of its file, of PostgreSQL an export.
     *
     * @throws StoreException when the store cannot be read or the file cannot be written; then there is no file
     */
    public void backup(Path file, Progress progress) {
        if (url instanceof DatabaseUrl.Embedded) {
            intoNew(file, fresh -> SqliteDatabase.copy(dataFile(), fresh));
        } else {
            exportTo(file, progress);
        }
    }

    /**
     * Takes a backup or export back, whichever database it came from; one of SQLite may have older tables.
     *
     * @throws StoreException when that is not possible; then nothing was changed
     */
    public Copied restore(Path file, IfNotEmpty ifNotEmpty, Progress progress) {
        try {
            if (!isSqlite(file)) {
                return take(file, ifNotEmpty, progress);
            }
            Path folder = Files.createTempDirectory("junctor-restore");
            Path copy = folder.resolve(Store.FILE);
            Path lines = folder.resolve("lines.gz");
            try {
                Files.copy(file, copy);
                SqliteDatabase.open(copy).close(); // brings its tables to this version
                new StoreCopies(folder, new DatabaseUrl.Embedded()).exportTo(lines, (t, n) -> {});
                return take(lines, ifNotEmpty, progress);
            } finally {
                deleteAll(folder);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Writes an export into a new file, beside a running process.
     *
     * @throws StoreException when the store cannot be read or the file cannot be written; then there is no file
     */
    public Copied exportTo(Path file, Progress progress) {
        Copied[] result = new Copied[1];
        intoNew(
                file,
                fresh -> {
                    try (Source source = url.source(dataFile())) {
                        if (source.version() != Migrations.VERSION) {
                            throw new StoreException(
                                    "the store has tables of version "
                                            + source.version()
                                            + ", this Junctor writes those of version "
                                            + Migrations.VERSION
                                            + ": run store migrate first, or use the Junctor that"
                                            + " wrote them");
                        }
                        result[0] = StoreExport.write(source, fresh, isZipped(file), progress);
                    }
                });
        return result[0];
    }

    /**
     * Takes an export into this store, which must be empty, in one transaction; counts and trial balance are compared
     * before it is committed.
     *
     * @throws StoreException when that is not possible; then nothing was changed
     */
    public Copied importFrom(Path file, Progress progress) {
        return take(file, IfNotEmpty.REFUSE, progress);
    }

    /** Brings the tables to this version, which each start does too. */
    public Versions migrate() {
        DataFolder folder = DataFolder.open(dataDir);
        try {
            int before = 0;
            if (!(url instanceof DatabaseUrl.Embedded) || Files.exists(dataFile())) {
                try (Source source = url.source(dataFile())) {
                    before = source.version();
                } catch (SQLException e) {
                    throw new StoreException("the store could not be read: " + e.getMessage(), e);
                }
            }
            url.open(dataFile()).close();
            return new Versions(before, Migrations.VERSION);
        } finally {
            folder.close();
        }
    }

    private Path dataFile() {
        return dataDir.resolve(Store.FILE);
    }

    private Copied take(Path file, IfNotEmpty ifNotEmpty, Progress progress) {
        if (!Files.isReadable(file)) {
            throw new StoreException("there is no file " + file + " that can be read: check it");
        }
        DataFolder folder = DataFolder.open(dataDir);
        try {
            Database database = url.open(dataFile());
            try {
                return new StoreImport(database, ifNotEmpty, progress).read(file);
            } finally {
                database.close();
            }
        } finally {
            folder.close();
        }
    }

    private interface Writing {
        void into(Path fresh) throws IOException, SQLException;
    }

    private static void intoNew(Path file, Writing writing) {
        if (Files.exists(file)) {
            throw new StoreException("the file " + file + " is there already: name another one");
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            writing.into(fresh);
            OwnerOnly.file(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "the copy "
                            + file
                            + " could not be written ("
                            + e.getMessage()
                            + "): check the store, the disk and its permissions",
                    e);
        } finally {
            deleteQuietly(fresh);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static boolean isSqlite(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(SQLITE.length), SQLITE);
        }
    }

    /** Whether a file's name says that it is compressed. */
    static boolean isZipped(Path file) {
        return file.toString().endsWith(".gz");
    }

    /** A file that cannot be read. */
    static StoreException unreadable(Path file, IOException cause) {
        return new StoreException(
                "the file " + file + " cannot be read (" + cause.getMessage() + "): check it",
                cause);
    }
}
