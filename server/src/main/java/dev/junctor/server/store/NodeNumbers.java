package dev.junctor.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's number among all that share a database, so that ids are unique. A number stays with a data folder:
 * whoever starts on the folder has the number of before, so its journal goes on where it was. A new folder takes the
 * lowest number that nobody has had, and only when all 1,024 were taken that of the node which is gone for longest.
 *
 * <p>The row of a node says until when its process is surely alive: 30 s from its last heartbeat, which comes every 5 s.
 */
final class NodeNumbers implements AutoCloseable {
    static final long ALIVE_MILLIS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(NodeNumbers.class);
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String FILE = "node-instance";
    private static final int NUMBERS = 1 << IdMaker.NODE_BITS;

    private final Database database;
    private final String instance;
    private final int number;
    private final long heartbeatNanos;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean lost;

    private NodeNumbers(Database database, String instance, int number, long heartbeatNanos) {
        this.database = database;
        this.instance = instance;
        this.number = number;
        this.heartbeatNanos = heartbeatNanos;
        this.thread = Thread.ofPlatform().name("store-node").daemon().unstarted(this::run);
    }

    /**
     * Takes a number for the data folder's process and begins to keep it.
     *
     * @throws SQLException when the database fails
     * @throws StoreException when 1,024 nodes are alive, or the folder cannot be written
     */
    static NodeNumbers claim(Database database, DataFolder folder) throws SQLException {
        return claim(database, folder, HEARTBEAT_NANOS);
    }

    static NodeNumbers claim(Database database, DataFolder folder, long heartbeatNanos)
            throws SQLException {
        String name = folderName(folder);
        // Two processes on copies of one folder have the same name; the later one takes the number
        // away.
        String instance = name + "/" + random();
        int number = database.write(connection -> take(connection, database, name, instance));
        NodeNumbers node = new NodeNumbers(database, instance, number, heartbeatNanos);
        node.thread.start();
        return node;
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String folderName(DataFolder folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Path fresh = folder.resolve(FILE + ".new");
                Files.writeString(fresh, random());
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StoreException(
                    "the name of this node cannot be kept in " + file + ": check the disk", e);
        }
    }

    private record Row(int id, String instance, long expiresMillis) {}

    private static int take(Connection connection, Database database, String name, String instance)
            throws SQLException {
        Revisions.next(connection); // one node at a time
        List<Row> rows = rows(connection);
        long now = database.epochMillis(connection);
        Optional<Row> own =
                rows.stream().filter(row -> row.instance().startsWith(name + "/")).findFirst();
        int number = own.map(Row::id).orElseGet(() -> free(rows, now));
        boolean others = own.isEmpty() && rows.stream().anyMatch(row -> row.id() == number);
        if (others) {
            forgetJournal(connection, number);
        }
        put(connection, new Row(number, instance, now + ALIVE_MILLIS));
        return number;
    }

    private static List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT id, instance, expires_ms FROM node ORDER BY id");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(row.getInt(1), row.getString(2), row.getLong(3)));
            }
        }
        return rows;
    }

    private static int free(List<Row> rows, long now) {
        int lowest = 0;
        for (Row row : rows) {
            if (row.id() > lowest) {
                break;
            }
            lowest = row.id() + 1;
        }
        if (lowest < NUMBERS) {
            return lowest;
        }
        return rows.stream()
                .filter(row -> row.expiresMillis() < now)
                .min(Comparator.comparingLong(Row::expiresMillis))
                .map(Row::id)
                .orElseThrow(() ->
                        new StoreException(
                                "1,024 nodes share this database, more than there are"
                                        + " numbers for: stop one of them"));
    }

    /** The journal of the node that had this number is of no use to the one that has it now. */
    private static void forgetJournal(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM applied WHERE node = ?")) {
            statement.setInt(1, number);
            statement.executeUpdate();
        }
    }

    private static void put(Connection connection, Row row) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO node (id, instance, expires_ms) VALUES (?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET instance = excluded.instance,"
                                + " expires_ms = excluded.expires_ms")) {
            statement.setInt(1, row.id());
            statement.setString(2, row.instance());
            statement.setLong(3, row.expiresMillis());
            statement.executeUpdate();
        }
    }

    /** 0 to 1,023. */
    int number() {
        return number;
    }

    /** Is told once, on a thread of its own, when another process has this number: no more ids may be made here. */
    void onLost(Runnable listener) {
        listeners.add(listener);
        if (lost) {
            listener.run();
        }
    }

    private void run() {
        boolean reachable = true;
        while (!closing && !lost) {
            LockSupport.parkNanos(this, heartbeatNanos);
            try {
                if (!closing && !keep(ALIVE_MILLIS)) {
                    lose();
                }
                reachable = true;
            } catch (SQLException e) {
                if (reachable) {
                    LOG.warn("the database does not hear this node for now: {}", e.getMessage());
                }
                reachable = false;
            }
        }
    }

    private void lose() {
        lost = true;
        LOG.error(
                "node number {} was taken by another process on a copy of this data folder, or"
                        + " after a long absence: restart this one with a data folder of its own",
                number);
        listeners.forEach(Runnable::run);
    }

    /** Says that the process is alive; false when the number is another's. */
    private boolean keep(long millis) throws SQLException {
        return database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "UPDATE node SET expires_ms = ? WHERE id = ? AND instance = ?")) {
                statement.setLong(1, database.epochMillis(connection) + millis);
                statement.setInt(2, number);
                statement.setString(3, instance);
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Says that the process ended. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
            if (!lost) {
                keep(0);
            }
        } catch (SQLException e) {
            LOG.warn("the end of this node could not be said: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
