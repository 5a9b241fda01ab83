package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class KeysTest {
    @TempDir private Path folder;
    private ApiHouse house;
    private String manager;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        manager = house.management();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private ApiHouse.Reply create(String body) {
        return house.post("/api/v1/keys", manager, body);
    }

    private ApiHouse.Reply patch(String hash, String body) {
        return house.call("PATCH", "/api/v1/keys/" + hash, manager, body, ApiHouse.From.HERE);
    }

    private ApiHouse.Reply delete(String hash) {
        return house.call("DELETE", "/api/v1/keys/" + hash, manager, "", ApiHouse.From.HERE);
    }

    private static String hash(ApiHouse.Reply reply) {
        return reply.at("/data/hash").stringValue();
    }

    @Test
    void aNewKeyIsShownOnceAndOpensTheGateway() {
        ApiHouse.Reply made =
                create("{\"name\":\"app\",\"limit\":2.5,\"expires_at\":\"2030-01-31T00:00:00Z\"}");
        assertThat(made.status()).isEqualTo(201);
        String key = made.at("/key").stringValue();
        assertThat(key).startsWith(KeyMaker.PREFIX);
        assertThat(hash(made)).isEqualTo(KeyMaker.digest(Secret.of(key)).hex());
        assertThat(made.at("/data/name").stringValue()).isEqualTo("app");
        assertThat(made.at("/data/limit").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(made.at("/data/expires_at").stringValue()).isEqualTo("2030-01-31T00:00:00.000Z");
        assertThat(made.at("/data/created_at").stringValue()).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(made.at("/data/kind").stringValue()).isEqualTo("inference");
        ApiHouse.Reply self = house.get("/api/v1/key", key);
        assertThat(self.at("/data/limit_remaining").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(self.at("/data/label").stringValue())
                .startsWith(KeyMaker.PREFIX)
                .contains("...");
        ApiHouse.Reply list = house.get("/api/v1/keys", manager);
        assertThat(list.text()).contains(hash(made)).doesNotContain(key);
    }

    @Test
    void aKeyWithoutBoundsSaysNull() {
        JsonNode data = house.get("/api/v1/auth/key", house.inference()).at("/data");
        assertThat(data.get("limit").isNull()).isTrue();
        assertThat(data.get("limit_remaining").isNull()).isTrue();
        assertThat(data.get("expires_at").isNull()).isTrue();
        assertThat(data.get("budgets").size()).isZero();
        assertThat(data.get("effective_budget").isNull()).isTrue();
        assertThat(data.get("is_management_key").booleanValue()).isFalse();
        assertThat(house.get("/v1/key", manager).at("/data/is_management_key").booleanValue())
                .isTrue();
    }

    @Test
    void whatAKeySpentIsToldByDayWeekAndMonth() {
        String key =
                house.key(
                        "a-spending-key",
                        ApiKey.Kind.INFERENCE,
                        ApiKey.Standing.ENABLED,
                        Money.ofUsd(new BigDecimal("0.5")),
                        Long.MAX_VALUE);
        Told.record(house, key, ApiHouse.NOON, "0.1");
        Told.record(house, key, ApiHouse.NOON - Told.DAY, "0.02");
        Told.record(house, key, ApiHouse.NOON - 2 * Told.DAY, "0.003");
        Told.record(house, key, ApiHouse.NOON - 30 * Told.DAY, "0.4");
        JsonNode data = house.get("/v1/key", key).at("/data");
        assertThat(data.get("usage_daily").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(data.get("usage_weekly").decimalValue()).isEqualByComparingTo("0.12");
        assertThat(data.get("usage_monthly").decimalValue()).isEqualByComparingTo("0.123");
        assertThat(data.get("usage").decimalValue()).isEqualByComparingTo("0.523");
        assertThat(data.get("limit_remaining").decimalValue())
                .as("all is spent, and still told")
                .isEqualByComparingTo("0");
        assertThat(data.at("/effective_budget/spend_usd").decimalValue())
                .isEqualByComparingTo("0.523");
        assertThat(house.post("/v1/routing/plan", key, "{\"model\":\"acme/gpt-1\"}").status())
                .as("a plan costs nothing")
                .isEqualTo(200);
    }

    @Test
    void aKeyIsChangedFieldByField() {
        ApiHouse.Reply made = create("{\"name\":\"app\",\"limit\":1}");
        String key = made.at("/key").stringValue();
        ApiHouse.Reply renamed = patch(hash(made), "{\"name\":\"other\"}");
        assertThat(renamed.at("/data/name").stringValue()).isEqualTo("other");
        assertThat(renamed.at("/data/limit").intValue()).isEqualTo(1);
        assertThat(patch(hash(made), "{\"limit\":null}").at("/data/limit").isNull()).isTrue();
        assertThat(patch(hash(made), "{\"disabled\":true}").at("/data/disabled").booleanValue())
                .isTrue();
        assertThat(house.get("/v1/key", key).status()).isEqualTo(401);
        patch(hash(made), "{\"disabled\":false}");
        assertThat(house.get("/v1/key", key).status()).isEqualTo(200);
        assertThat(house.get("/v1/keys/" + hash(made), manager).at("/data/name").stringValue())
                .isEqualTo("other");
    }

    @Test
    void howMuchMayBeAskedWithAKeyIsSaidAndChanged() {
        ApiHouse.Reply made =
                create(
                        "{\"name\":\"batch\",\"requests_in_flight\":8,\"requests_per_minute\":600,"
                                + "\"priority\":\"low\"}");
        assertThat(made.at("/data/requests_in_flight").intValue()).isEqualTo(8);
        assertThat(made.at("/data/requests_per_minute").intValue()).isEqualTo(600);
        assertThat(made.at("/data/priority").stringValue()).isEqualTo("low");
        JsonNode self = house.get("/v1/key", made.at("/key").stringValue()).at("/data");
        assertThat(self.get("requests_in_flight").intValue()).isEqualTo(8);

        ApiHouse.Reply freed =
                patch(hash(made), "{\"requests_in_flight\":null,\"priority\":\"high\"}");
        assertThat(freed.at("/data/requests_in_flight").isNull()).isTrue();
        assertThat(freed.at("/data/requests_per_minute").intValue()).isEqualTo(600);
        assertThat(freed.at("/data/priority").stringValue()).isEqualTo("high");
        for (String wrong :
                List.of(
                        "{\"requests_in_flight\":0}",
                        "{\"requests_per_minute\":1.5}",
                        "{\"priority\":\"urgent\"}",
                        "{\"priority\":null}")) {
            assertThat(patch(hash(made), wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aDeletedKeyIsGone() {
        ApiHouse.Reply made = create("{\"name\":\"app\"}");
        assertThat(delete(hash(made)).at("/deleted").booleanValue()).isTrue();
        assertThat(house.get("/v1/key", made.at("/key").stringValue()).status()).isEqualTo(401);
        assertThat(house.get("/v1/keys/" + hash(made), manager).status()).isEqualTo(404);
        assertThat(delete(hash(made)).status()).isEqualTo(404);
        assertThat(patch(hash(made), "{}").status()).isEqualTo(404);
        assertThat(house.get("/v1/keys/not-a-hash", manager).status()).isEqualTo(404);
    }

    @Test
    void aKeyOfTheConfigurationIsReadOnly() {
        KeyMaker.NewKey fixed = KeyMaker.of(Secret.of("a-key-that-a-file-declares"));
        house.store
                .keys()
                .declare(
                        List.of(
                                new ApiKey(
                                        fixed.id(),
                                        "dev",
                                        fixed.label(),
                                        ApiKey.Kind.INFERENCE,
                                        ApiKey.Standing.ENABLED,
                                        ApiKey.Origin.CONFIG,
                                        ApiKey.DEFAULT_ACCOUNT,
                                        ApiKey.UNLIMITED,
                                        LimitReset.NEVER,
                                        0,
                                        Long.MAX_VALUE)));
        String hash = fixed.id().hex();
        assertThat(house.get("/v1/keys/" + hash, manager).at("/data/origin").stringValue())
                .isEqualTo("config");
        assertThat(patch(hash, "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(delete(hash).status()).isEqualTo(403);
        assertThat(delete(hash).message()).contains("configuration");
    }

    @Test
    void theListLeavesOutWhatNoLongerWorksUnlessAsked() {
        ApiHouse.Reply off = create("{\"name\":\"off\"}");
        patch(hash(off), "{\"disabled\":true}");
        create("{\"name\":\"old\",\"expires_at\":\"2026-11-24T12:00:01Z\"}");
        house.clock.addAndGet(2_000);
        assertThat(names("")).containsExactlyInAnyOrder("a-management-key-of-the-tests");
        assertThat(names("?include_disabled=true")).contains("off").doesNotContain("old");
        assertThat(names("?include_expired=true")).contains("old").doesNotContain("off");
        assertThat(names("?include_expired=true&include_disabled=true&offset=2")).hasSize(1);
    }

    private List<String> names(String query) {
        return house.get("/v1/keys" + query, manager)
                .json()
                .get("data")
                .valueStream()
                .map(key -> key.get("name").stringValue())
                .toList();
    }

    @Test
    void aListHasAHundredKeysAPage() {
        for (int i = 0; i < 104; i++) {
            house.key("one-of-many-keys-" + i, ApiKey.Kind.INFERENCE);
        }
        assertThat(names("")).hasSize(100);
        assertThat(names("?offset=100")).hasSize(5);
        assertThat(house.get("/v1/keys", manager).at("/total_count").intValue()).isEqualTo(105);
    }

    @Test
    void bodiesAreReadStrictly() {
        Map<String, String> wrong =
                Map.ofEntries(
                        Map.entry("{}", "name"),
                        Map.entry("{\"name\":\"\"}", "name"),
                        Map.entry("{\"name\":7}", "name"),
                        Map.entry("{\"name\":\"a\",\"limt\":1}", "\"limit\""),
                        Map.entry("{\"name\":\"a\",\"limit\":-1}", "limit"),
                        Map.entry("{\"name\":\"a\",\"limit\":\"1\"}", "limit"),
                        Map.entry("{\"name\":\"a\",\"limit\":0.0000000001}", "nine decimals"),
                        Map.entry("{\"name\":\"a\",\"limit\":1e999999999}", "limit"),
                        Map.entry("{\"name\":\"a\",\"limit_reset\":\"hourly\"}", "limit_reset"),
                        Map.entry("{\"name\":\"a\",\"kind\":\"managment\"}", "\"management\""),
                        Map.entry("{\"name\":\"a\",\"include_byok_in_limit\":1}", "true or false"),
                        Map.entry("{\"name\":\"a\",\"expires_at\":\"tomorrow\"}", "expires_at"),
                        Map.entry(
                                "{\"name\":\"a\",\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                                "to come"),
                        Map.entry(
                                "{\"name\":\"a\",\"expires_at\":\"2030-01-01T00:00:00+02:00\"}",
                                "UTC"),
                        Map.entry("{\"name\":\"a\",\"name\":\"b\"}", "twice"),
                        Map.entry("{\"name\":\"a\"} {}", "not valid JSON"),
                        Map.entry("[\"a\"]", "object"),
                        Map.entry("", "object"),
                        Map.entry("name=a", "not valid JSON"));
        wrong.forEach((body, told) -> {
            ApiHouse.Reply reply = create(body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.message()).as(body).contains(told);
        });
        assertThat(names("")).hasSize(1);
    }

    @Test
    void anotherKindOfBodyIsRefused() {
        ApiHouse.Reply reply =
                house.call(
                        "POST",
                        "/v1/keys",
                        Map.of(
                                "authorization",
                                "Bearer " + manager,
                                "content-type",
                                "application/x-www-form-urlencoded"),
                        "name=a",
                        ApiHouse.From.HERE);
        assertThat(reply.status()).isEqualTo(415);
        assertThat(
                        house.call(
                                        "POST",
                                        "/v1/keys",
                                        Map.of(
                                                "authorization",
                                                "Bearer " + manager,
                                                "content-type",
                                                "Application/JSON; charset=utf-8"),
                                        "{\"name\":\"a\",\"limit_reset\":null}",
                                        ApiHouse.From.HERE)
                                .status())
                .isEqualTo(201);
    }

    @Test
    void aMistakeInABodyIsNotRepeatedToTheCaller() {
        assertThat(create("{\"name\": sk-secret-secret}").text()).doesNotContain("secret");
    }
}
