package dev.junctor.server.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether other processes share the database, and which of them this one is. */
sealed interface Cluster extends AutoCloseable {
    /** The member that a process on this database is. */
    static Cluster of(DatabaseUrl url, Database database, DataFolder folder) throws SQLException {
        return url instanceof DatabaseUrl.Embedded
                ? new One()
                : new Many(NodeNumbers.claim(database, folder), database);
    }

    /** 0 to 1,023. */
    int number();

    /** Is told once when another process took the number. */
    void onLost(Runnable listener);

    @Override
    void close();

    /** Nobody else has the file. */
    record One() implements Cluster {
        @Override
        public int number() {
            return 0;
        }

        @Override
        public void onLost(Runnable listener) {}

        @Override
        public void close() {}
    }

    /** Others may be there. */
    final class Many implements Cluster {
        private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
        private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

        private final NodeNumbers node;
        private final Database database;
        private final Thread daily;
        private volatile boolean closing;

        Many(NodeNumbers node, Database database) {
            this.node = node;
            this.database = database;
            this.daily = Thread.ofPlatform().name("store-daily").daemon().start(this::run);
        }

        private void run() {
            while (!closing) {
                LockSupport.parkNanos(this, DAY_NANOS);
                try {
                    if (!closing) {
                        database.prepareForLater();
                    }
                } catch (SQLException e) {
                    LOG.warn("what the coming weeks need is not made yet: {}", e.getMessage());
                }
            }
        }

        @Override
        public int number() {
            return node.number();
        }

        @Override
        public void onLost(Runnable listener) {
            node.onLost(listener);
        }

        @Override
        public void close() {
            closing = true;
            LockSupport.unpark(daily);
            node.close();
        }
    }
}
