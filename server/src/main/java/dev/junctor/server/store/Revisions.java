package dev.junctor.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes that another node made to keys, accounts or price books. Whoever changes one of them first takes the
 * next number, in the same transaction; so changes wait for one another, and a node that sees a new number sees the
 * change.
 */
final class Revisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Database database;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closing;
    private long seen;

    Revisions(Database database) {
        this.database = database;
        this.seen = database.read(Revisions::number);
        this.thread = Thread.ofPlatform().name("store-revision").daemon().unstarted(this::run);
    }

    /** Takes the next number: the first step of each transaction that changes what nodes keep in memory. */
    static void next(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "UPDATE revision SET number = number + 1 WHERE name = 'settings'")) {
            statement.executeUpdate();
        }
    }

    private static long number(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT number FROM revision WHERE name = 'settings'");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Is told, on a thread of its own, within a second of each change; also of this node's own ones. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Begins to look, where others may write. */
    void start() {
        thread.start();
    }

    private void run() {
        boolean reachable = true;
        while (!closing) {
            LockSupport.parkNanos(this, POLL_NANOS);
            try {
                look();
                reachable = true;
            } catch (RuntimeException e) { // also what a newer node wrote and this one cannot read
                if (reachable) {
                    LOG.warn("changes of other nodes are not seen for now: {}", e.getMessage());
                }
                reachable = false;
            }
        }
    }

    private void look() {
        long now = database.read(Revisions::number);
        if (now == seen || closing) {
            return;
        }
        for (Runnable listener : listeners) {
            listener.run();
        }
        seen = now; // not before all have heard: one that fails hears again
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(); // at once when it was never started
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
