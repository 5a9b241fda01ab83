package dev.junctor.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old records. What was summed up of them, the books and people's postings stay for ever. In SQLite a record
 * goes on the day that it is old enough; in PostgreSQL whole months go, when the last day of one is old enough.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    /**
     * Forgets the records of requests that came more than {@code days} days before a moment.
     *
     * @param days at least 1
     * @return how many were forgotten; of whole months, how many the database believes that there were
     * @throws StoreException when it failed on the way; what was forgotten stays so
     */
    public long forget(int days, long epochMillis) {
        if (days < 1) {
            throw new IllegalArgumentException("records are kept for a day at least: " + days);
        }
        long before = epochMillis - TimeUnit.DAYS.toMillis(days);
        long id = Partitions.firstId(before);
        if (id == 0) {
            return 0;
        }
        try {
            raise(before); // first: who compares books with records then looks at whole days only
            long forgotten = database.forgetting().before(id);
            if (forgotten > 0) {
                LOG.info("{} records older than {} days were forgotten", forgotten, days);
            }
            return forgotten;
        } catch (SQLException e) {
            throw new StoreException("old records could not be forgotten: " + e.getMessage(), e);
        }
    }

    private void raise(long millis) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "UPDATE retention SET records_from_ms = ?"
                                    + " WHERE records_from_ms < ?")) {
                statement.setLong(1, millis);
                statement.setLong(2, millis);
                return statement.executeUpdate();
            }
        });
    }

    /** From which moment on all records are there, in milliseconds since 1970 in UTC; 0 when none was forgotten. */
    public long recordsFromMillis() {
        return database.read(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT records_from_ms FROM retention");
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }
}
