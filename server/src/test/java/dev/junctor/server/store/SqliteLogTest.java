package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log is used again once it is in the file, though there is always more to write. */
final class SqliteLogTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final byte[] BYTES = new byte[64 << 10];

    @TempDir private Path folder = Path.of("");

    @Test
    void aWriteGoesToTheLogsBeginningAgain() throws SQLException, IOException {
        Path log = folder.resolve("junctor.db-wal");
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("junctor.db"))) {
            database.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("CREATE TABLE filler (bytes BLOB) STRICT");
                }
            });
            long before = 0;
            boolean usedAgain = false;
            for (long until = System.nanoTime() + PATIENCE;
                    !usedAgain && System.nanoTime() < until;
                    LockSupport.parkNanos(PAUSE)) {
                database.write(SqliteLogTest::fill);
                long size = Files.size(log);
                usedAgain = size == before;
                before = size;
            }
            assertThat(usedAgain).as("after %,d bytes", before).isTrue();
        }
    }

    private static int fill(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO filler VALUES (?)")) {
            insert.setBytes(1, BYTES);
            return insert.executeUpdate();
        }
    }
}
