package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledProcessTest {
    @TempDir Path data;

    @Test
    void whatWasWrittenOutlivesAKillAndSumsStillAgree()
            throws IOException, InterruptedException, SQLException {
        Process other = OtherProcess.start(data);
        try {
            assertThatThrownBy(() -> Store.open(data))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Junctor (process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (Store store = Store.open(data)) {
            IdMaker ids = new IdMaker(0, 0);
            for (long i = 0; i < OtherProcess.SURE; i++) {
                long now = Records.NOON + i;
                GenerationRecord record = Records.record(i, ids.next(now), store.publicIds(), now);
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
            assertThat(store.keys().spent(Records.key(1))).isGreaterThan(Money.ZERO);
        }
        long charged = sum("cost_nanos", "generation");
        assertThat(sum("cost_nanos", "day_endpoint")).isEqualTo(charged);
        assertThat(sum("cost_nanos", "key_day_model")).isEqualTo(charged);
        assertThat(sum("spent_nanos", "key_spent")).isEqualTo(charged);
    }

    private long sum(String column, String table) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("junctor.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sum(" + column + ") FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
