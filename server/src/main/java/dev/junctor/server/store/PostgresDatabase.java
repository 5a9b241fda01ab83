package dev.junctor.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL: two small pools of connections, so that readers never keep a writer waiting. A work is tried again when
 * the server asks for it (a deadlock, a conflict) or the connection was lost before the commit, and then without other
 * works of this process beside it, so that they cannot be in its way for ever; a server that comes back is found again
 * without a restart.
 */
final class PostgresDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

    private static final int CONNECTIONS = 4;
    private static final int OLDEST_SERVER = 140_000;
    private static final int TRIES = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long ALONE_SECONDS = 2;
    private static final int CONNECT_SECONDS = 5;
    private static final int SILENT_SECONDS = 60;
    private static final String LIMITS =
            "SET statement_timeout = 30000; SET lock_timeout = 10000;"
                    + " SET idle_in_transaction_session_timeout = 60000";

    /** Two transactions were in each other's way, and the server ended this one. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** The server ended the connection. */
    private static final Set<String> CUT = Set.of("57P01", "57P02", "57P03");

    private final DatabaseUrl.Postgres url;
    private final HikariDataSource writers;
    private final HikariDataSource readers;

    /** Shared by works at their first try; a work that is tried again has it alone. */
    private final ReadWriteLock way = new ReentrantReadWriteLock(true);

    private PostgresDatabase(
            DatabaseUrl.Postgres url, HikariDataSource writers, HikariDataSource readers) {
        this.url = url;
        this.writers = writers;
        this.readers = readers;
    }

    /**
     * Opens the database and brings its tables to this version.
     *
     * @throws StoreException when that is not possible
     */
    static PostgresDatabase open(DatabaseUrl.Postgres url) {
        PGSimpleDataSource source = dataSource(url);
        try (Connection connection = source.getConnection()) {
            check(connection, url);
            connection.setAutoCommit(false);
            patient(connection); // a step may rewrite a table
            PostgresSchema.upgrade(connection, url.place());
            Partitions.prepare(connection, now(connection));
            connection.commit();
        } catch (SQLException e) {
            throw PostgresRefusal.of(url, e);
        }
        return new PostgresDatabase(url, pool(source, Use.WRITE), pool(source, Use.READ));
    }

    /**
     * One state of the database, as it stands.
     *
     * @throws StoreException when it cannot be reached
     */
    static Source source(DatabaseUrl.Postgres url) {
        try {
            Connection connection = dataSource(url).getConnection();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            patient(connection);
            return new Source(connection, Tables.OF_POSTGRES, PostgresSchema.version(connection));
        } catch (SQLException e) {
            throw PostgresRefusal.of(url, e);
        }
    }

    private static PGSimpleDataSource dataSource(DatabaseUrl.Postgres url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.host()});
        source.setPortNumbers(new int[] {url.port()});
        source.setDatabaseName(url.database());
        source.setUser(url.user());
        source.setPassword(url.password().reveal());
        source.setApplicationName("junctor");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(2 * CONNECT_SECONDS);
        source.setSocketTimeout(SILENT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false); // it quotes rows
        source.setReWriteBatchedInserts(true);
        for (Map.Entry<String, String> option : url.options().entrySet()) {
            PGProperty property =
                    Objects.requireNonNull(PGProperty.forName(option.getKey()), "a known word");
            source.setProperty(property, option.getValue());
        }
        return source;
    }

    private static void check(Connection connection, DatabaseUrl.Postgres url) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT current_setting('server_version_num')::int,"
                                        + " current_setting('server_version'),"
                                        + " current_setting('transaction_read_only') = 'on'"
                                        + " OR pg_is_in_recovery(),"
                                        + " getdatabaseencoding() = 'UTF8'")) {
            rows.next();
            if (rows.getInt(1) < OLDEST_SERVER) {
                throw new StoreException(
                        "the PostgreSQL server at "
                                + url.host()
                                + ":"
                                + url.port()
                                + " is of version "
                                + rows.getString(2)
                                + ": Junctor needs 14 or newer");
            }
            if (rows.getBoolean(3)) {
                throw new StoreException(PostgresRefusal.readOnly(url));
            }
            if (!rows.getBoolean(4)) {
                throw new StoreException(
                        "the database "
                                + url.place()
                                + " is not in UTF-8: make one that is (createdb -E UTF8)");
            }
        }
    }

    private enum Use {
        READ,
        WRITE
    }

    private static HikariDataSource pool(PGSimpleDataSource source, Use use) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(use == Use.READ ? "store-readers" : "store-writers");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setReadOnly(use == Use.READ);
        if (use == Use.READ) {
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        config.setConnectionInitSql(LIMITS);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
        config.setInitializationFailTimeout(-1); // it was reached a moment ago
        return new HikariDataSource(config);
    }

    @Override
    public <T> T write(Work<T> work) throws SQLException {
        Again again;
        way.readLock().lock();
        try {
            return writeOnce(work);
        } catch (Again first) {
            again = first;
        } finally {
            way.readLock().unlock();
        }
        boolean alone = hasTheWay();
        try {
            for (int tries = 1; tries < TRIES; tries++) {
                long pause = PAUSE_NANOS << tries;
                // By the clock's last digits, so that two processes in each other's way part.
                LockSupport.parkNanos(this, pause + System.nanoTime() % pause);
                try {
                    return writeOnce(work);
                } catch (Again next) {
                    again = next;
                }
            }
            throw again.failure();
        } finally {
            if (alone) {
                way.writeLock().unlock();
            }
        }
    }

    /** Not for long: a work beside it may be an import of hours. */
    private boolean hasTheWay() {
        try {
            return way.writeLock().tryLock(ALONE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nothing was written, and it is of use to try again. */
    private static final class Again extends Exception {
        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        Again(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }

    private <T> T writeOnce(Work<T> work) throws SQLException, Again {
        try (Connection connection = writers.getConnection()) {
            T result;
            try {
                result = work.with(connection);
            } catch (SQLException e) {
                rollBack(connection, e);
                if (isConflict(e) || isCut(e)) {
                    throw new Again(e);
                }
                throw e;
            } catch (RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                if (isConflict(e)) {
                    throw new Again(e);
                }
                throw e;
            }
            return result;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static String state(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    private static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure));
    }

    private static boolean isCut(SQLException failure) {
        return state(failure).startsWith("08") || CUT.contains(state(failure));
    }

    @Override
    public <T> T read(Work<T> work) {
        SQLException first;
        try {
            return readOnce(work);
        } catch (SQLException e) {
            first = e;
        }
        if (isCut(first) || isConflict(first)) { // the pool may have had a connection of before
            try {
                return readOnce(work);
            } catch (SQLException e) {
                first.addSuppressed(e);
            }
        }
        throw new StoreException(
                "the store could not be read: " + PostgresRefusal.message(url, first), first);
    }

    private <T> T readOnce(Work<T> work) throws SQLException {
        try (Connection connection = readers.getConnection()) {
            T result = work.with(connection);
            connection.rollback();
            return result;
        }
    }

    @Override
    public long epochMillis(Connection connection) throws SQLException {
        return now(connection);
    }

    private static long now(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return PostgresSchema.version(connection);
    }

    @Override
    public void withoutHurry(Connection connection) throws SQLException {
        patient(connection);
    }

    /** The pool gives the connection its limits back. */
    private static void patient(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL statement_timeout = 0;"
                            + " SET LOCAL idle_in_transaction_session_timeout = 0");
        }
    }

    @Override
    public Tables tables() {
        return Tables.OF_POSTGRES;
    }

    @Override
    public Forgetting forgetting() {
        return new Partitions.ByMonth(this);
    }

    @Override
    public void prepareForLater() throws SQLException {
        write(connection -> {
            Partitions.prepare(connection, now(connection));
            return true;
        });
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
        LOG.debug("the connections to {} are closed", url.place());
    }
}
