package dev.junctor.server.store;

import dev.junctor.server.secret.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: one connection that writes, a few that only read, and a thread that moves the write-ahead log into
 * the file. The log is not moved by commits, as SQLite does by default: that stops the writer for 50–250 ms.
 */
final class SqliteDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    private static final int READERS = 4;
    private static final int PAGE_BYTES = 8_192;
    private static final int WRITER_CACHE_KIB = 64 * 1_024;
    private static final int READER_CACHE_KIB = 8 * 1_024;
    private static final int BUSY_MILLIS = 10_000;
    private static final long CHECKPOINT_NANOS = 1_000_000_000L;

    private final Connection writing;
    private final ReentrantLock writingLock = new ReentrantLock();
    private final SQLiteDataSource readable;
    private final Semaphore readers = new Semaphore(READERS);
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final Connection checkpointing;
    private final Thread checkpointer;
    private volatile boolean closing;

    private SqliteDatabase(
            Connection writing, SQLiteDataSource readable, Connection checkpointing) {
        this.writing = writing;
        this.readable = readable;
        this.checkpointing = checkpointing;
        this.checkpointer =
                Thread.ofPlatform()
                        .name("store-checkpoint")
                        .daemon()
                        .unstarted(this::checkpointNowAndThen);
    }

    /**
     * Opens the file, makes it when it is not there, and brings its tables to this version.
     *
     * @throws StoreException when that is not possible
     */
    static SqliteDatabase open(Path file) {
        try {
            SQLiteDataSource writable = writable(file);
            Connection writing = writable.getConnection();
            execute(writing, "PRAGMA wal_autocheckpoint = 0");
            OwnerOnly.file(file);
            SqliteSchema.upgrade(writing, writable, file);
            Connection checkpointing = writable.getConnection();
            execute(checkpointing, "PRAGMA wal_autocheckpoint = 0");
            SqliteDatabase database = new SqliteDatabase(writing, readable(file), checkpointing);
            database.checkpointer.start();
            return database;
        } catch (SQLException | IOException e) {
            throw new StoreException(
                    "the store "
                            + file
                            + " cannot be opened ("
                            + e.getMessage()
                            + "): check the disk and its permissions, or choose another "
                            + "folder (--data DIR)",
                    e);
        }
    }

    private static SQLiteDataSource writable(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE_BYTES);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(file, config);
    }

    private static SQLiteDataSource readable(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        return source(file, config);
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        writingLock.lock();
        try {
            writing.setAutoCommit(false);
            T result = work.with(writing);
            writing.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        } finally {
            rest();
            writingLock.unlock();
        }
    }

    /**
     * Ends the transaction that the driver begins behind each commit. While one is open the write-ahead log cannot be
     * used from its beginning again, and grows for as long as the process lives.
     */
    private void rest() {
        try {
            writing.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warn("the store's connection could not be put at rest: {}", e.getMessage());
        }
    }

    private void rollBack(Throwable cause) {
        try {
            writing.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        readers.acquireUninterruptibly();
        try {
            Connection connection = idle.poll();
            if (connection == null) {
                connection = readable.getConnection();
                connection.setAutoCommit(false); // so that all statements of a work see one state
            }
            try {
                return work.with(connection);
            } finally {
                connection.rollback();
                idle.add(connection);
            }
        } catch (SQLException e) {
            throw new StoreException("the store could not be read: " + e.getMessage(), e);
        } finally {
            readers.release();
        }
    }

    @Override
    public long epochMillis(Connection connection) {
        return System.currentTimeMillis();
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return SqliteSchema.version(connection);
    }

    @Override
    public Tables tables() {
        return Tables.OF_SQLITE;
    }

    @Override
    public Forgetting forgetting() {
        return new RowByRow(this);
    }

    /** Nothing ends a statement here. */
    @Override
    public void withoutHurry(Connection connection) {}

    /** One file grows by itself. */
    @Override
    public void prepareForLater() {}

    /**
     * One state of a file, as it stands, beside a process that has it.
     *
     * @throws StoreException when there is no such file
     */
    static Source source(Path file) throws SQLException {
        Connection connection = readable(existing(file)).getConnection();
        connection.setAutoCommit(false);
        return new Source(connection, Tables.OF_SQLITE, SqliteSchema.version(connection));
    }

    /**
     * Writes a copy of one state of a file into a new file, beside a process that has it.
     *
     * @throws StoreException when there is no such file
     */
    static void copy(Path file, Path target) throws SQLException {
        try (Connection connection = readable(existing(file)).getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        }
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(
                    "there is no store in "
                            + file.getParent()
                            + " yet: choose the folder that has one (--data DIR)");
        }
        return file;
    }

    private void checkpointNowAndThen() {
        while (!closing) {
            LockSupport.parkNanos(this, CHECKPOINT_NANOS);
            try {
                execute(checkpointing, "PRAGMA wal_checkpoint(PASSIVE)");
            } catch (SQLException e) {
                LOG.warn("the write-ahead log of the store could not be moved: {}", e.getMessage());
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        LOG.trace("{}: {}", sql, rows.getString(1));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(checkpointer);
        try {
            checkpointer.join();
            readers.acquire(READERS); // whoever reads may end it
            for (Connection connection : idle) {
                connection.close();
            }
            checkpointing.close();
            writing.close(); // the last one moves the log into the file
        } catch (SQLException e) {
            LOG.warn("the store was not closed in order: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
