package dev.junctor.server.store;

import dev.junctor.server.secret.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
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
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

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

    private Database(Connection writing, SQLiteDataSource readable, Connection checkpointing) {
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
    static Database open(Path file) {
        try {
            SQLiteDataSource writable = writable(file);
            Connection writing = writable.getConnection();
            execute(writing, "PRAGMA wal_autocheckpoint = 0");
            OwnerOnly.file(file);
            Schema.upgrade(writing, writable, file);
            writing.setAutoCommit(false);
            Connection checkpointing = writable.getConnection();
            execute(checkpointing, "PRAGMA wal_autocheckpoint = 0");
            Database database = new Database(writing, readable(file), checkpointing);
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

    /** Something done with a connection. */
    interface Work<T> {
        /** Does it. */
        T with(Connection connection) throws SQLException;
    }

    /**
     * Writes in one transaction: all of it or nothing. Waits for another writer.
     *
     * @throws SQLException when nothing was written
     */
    <T> T write(Work<T> work) throws SQLException {
        writingLock.lock();
        try {
            T result = work.with(writing);
            writing.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        } finally {
            writingLock.unlock();
        }
    }

    private void rollBack(Exception cause) {
        try {
            writing.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Reads one state of the store, beside any writer.
     *
     * @throws StoreException when it cannot be read
     */
    <T> T read(Work<T> work) {
        readers.acquireUninterruptibly();
        try {
            Connection connection = idle.poll();
            if (connection == null) {
                connection = readable.getConnection();
            }
            try {
                return work.with(connection);
            } finally {
                idle.add(connection);
            }
        } catch (SQLException e) {
            throw new StoreException("the store could not be read: " + e.getMessage(), e);
        } finally {
            readers.release();
        }
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
