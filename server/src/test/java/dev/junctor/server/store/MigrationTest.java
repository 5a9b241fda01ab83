package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store of the first version, with data, becomes one of this version. */
@ParameterizedClass
@EnumSource(House.Kind.class)
final class MigrationTest {
    private static final String FOLDER = "src/main/resources/dev/junctor/server/store/migration";

    private final House.Kind kind;
    private final House house;

    MigrationTest(House.Kind kind, @TempDir Path temp) throws IOException {
        this.kind = kind;
        this.house = kind.in(Files.createDirectories(temp.resolve("data")));
    }

    private void firstVersion() throws IOException {
        house.run(
                Files.readString(
                        Path.of(
                                FOLDER,
                                kind.name().toLowerCase(Locale.ROOT),
                                "V1__first_store.sql"),
                        StandardCharsets.UTF_8));
        if (house instanceof House.File) {
            house.run(house.versionSql(1));
        } else {
            house.run("CREATE TABLE schema_version (version integer NOT NULL)");
            house.run("INSERT INTO schema_version VALUES (1)");
            house.run("ALTER TABLE schema_version OWNER TO junctor");
            house.run(
                    "DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class"
                            + " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                            + " LOOP EXECUTE 'ALTER TABLE ' || t || ' OWNER TO junctor'; END LOOP;"
                            + " END $$");
        }
        for (int i = 0; i < 300; i++) {
            record(i, i % 7 == 0 ? "" : "acme:model-" + i % 3, 1_000L + i, 900L + i % 5);
        }
    }

    private void record(int number, String endpoint, long cost, long upstream) {
        long created = Records.NOON + number * 3_600_000L;
        long id = new IdMaker(0, 0).next(created);
        String none = "'', '', '', '', '', 0, 'SERVED', 200, '', '', '', 'COMPLETE', ";
        String key = house instanceof House.File ? "zeroblob(32)" : "'\\x00'::bytea";
        house.run(
                "INSERT INTO generation (id, upstream_id, created_ms, key_id, requested, model,"
                        + " provider, provider_tag, strategy, streamed, outcome, status, fault,"
                        + " finish_reason, service_tier, billing, endpoint, cost_nanos,"
                        + " upstream_cost_nanos, latency_ms, duration_ms, user_agent, attempts,"
                        + " web_searches, tokens_input, tokens_cache_read, tokens_cache_write,"
                        + " tokens_cache_write_1h, tokens_audio_in, tokens_cache_read_audio,"
                        + " tokens_image_in, tokens_video_in, tokens_output, tokens_reasoning,"
                        + " tokens_audio_out, tokens_image_out) VALUES ("
                        + id
                        + ", 'up-"
                        + number
                        + "', "
                        + created
                        + ", "
                        + key
                        + ", "
                        + none
                        + "'"
                        + endpoint
                        + "', "
                        + cost
                        + ", "
                        + upstream
                        + ", 1, 2, '', '[]', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)");
    }

    @Test
    void allIsKeptAndTheBooksBalance() throws IOException {
        firstVersion();
        long cost = house.number("SELECT sum(cost_nanos) FROM generation");
        try (Database database = house.database()) {
            assertThat(database.read(database::version)).isEqualTo(Migrations.VERSION);
        }
        assertThat(house.number("SELECT count(*) FROM generation")).isEqualTo(300);
        assertThat(house.number("SELECT sum(cost_nanos) FROM generation")).isEqualTo(cost);
        assertThat(
                        house.number(
                                "SELECT sum(provider_nanos + margin_nanos + fee_nanos"
                                        + " - discount_nanos + rounding_nanos) FROM generation"))
                .isEqualTo(cost);
        assertThat(house.number("SELECT sum(nanos) FROM ledger_balance")).isZero();
        assertThat(house.number("SELECT sum(nanos) FROM ledger_day")).isZero();
        assertThat(
                        house.number(
                                "SELECT nanos FROM ledger_balance"
                                        + " WHERE ledger_account = 'credit:default'"))
                .isEqualTo(-cost);
        assertThat(house.number("SELECT count(*) FROM ledger_day")).isGreaterThan(40);
        try (Store store = house.open()) {
            assertThat(store.generations().find("up-299")).isPresent();
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedAndNotTouched() {
        house.database().close();
        house.run(house.versionSql(Migrations.VERSION + 1));
        assertThatThrownBy(house::database)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Junctor");
        StoreCopies copies = new StoreCopies(house.folder(), house.url());
        assertThatThrownBy(copies::migrate).hasMessageContaining("newer Junctor");
        assertThatThrownBy(() -> copies.exportTo(house.folder().resolve("out"), (t, n) -> {}))
                .hasMessageContaining("tables of version " + (Migrations.VERSION + 1));
        assertThat(house.folder().resolve("out")).doesNotExist();
    }
}
