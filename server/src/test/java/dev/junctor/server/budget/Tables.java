package dev.junctor.server.budget;

import dev.junctor.server.journal.Durability;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.kit.PostgresServer;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.server.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A database of a real PostgreSQL with Junctor's tables, which several nodes of a test use. */
final class Tables {
    private final PostgresServer.TestDatabase database = PostgresServer.get().database();
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    Tables(Path folder) {
        Store.open(folder, DatabaseUrl.parse(database.url()), JournalOptions.of(Durability.CHARGE))
                .close();
        run("DELETE FROM node");
    }

    /** One node's way to it, which can be cut. */
    final class Way implements Transactions {
        private final AtomicLong runs = new AtomicLong();
        private volatile boolean cut;

        /** How many transactions it was asked for. */
        long runs() {
            return runs.get();
        }

        void cut() {
            cut = true;
        }

        void mend() {
            cut = false;
        }

        @Override
        public <T> T run(Work<T> work) throws SQLException {
            runs.incrementAndGet();
            if (cut) {
                throw new SQLException("the database is gone");
            }
            return write(work);
        }
    }

    <T> T write(Transactions.Work<T> work) throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = database.connect();
            connection.setAutoCommit(false);
        }
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            idle.add(connection);
        }
    }

    /** A node's process is alive for an hour. */
    void alive(int node) {
        run(
                "INSERT INTO node (id, instance, expires_ms) VALUES ("
                        + node
                        + ", 'test', (extract(epoch FROM clock_timestamp()) * 1000)::bigint + 3600000)"
                        + " ON CONFLICT (id) DO UPDATE SET expires_ms = excluded.expires_ms");
    }

    /** A node's process was not heard for a minute. */
    void dead(int node) {
        run(
                "UPDATE node SET expires_ms = (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
                        + " - 60000 WHERE id = "
                        + node);
    }

    void run(String sql) {
        try {
            write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(sql);
                }
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the first row; 0 for none. */
    long number(String sql) {
        try {
            return write(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(sql)) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            });
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long left(String budget) {
        return number("SELECT left_nanos FROM budget WHERE id = '" + budget + "'");
    }

    long leased(String budget) {
        return number("SELECT sum(nanos) FROM lease WHERE budget = '" + budget + "'");
    }
}
