package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a key may still spend, in the present period of its limit. */
final class LimitsTest {
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

    private ApiHouse.Reply create(String more) {
        return house.post("/v1/keys", manager, "{\"name\":\"app\"," + more + "}");
    }

    private static String hash(ApiHouse.Reply reply) {
        return reply.at("/data/hash").stringValue();
    }

    private static String text(ApiHouse.Reply reply) {
        return reply.at("/key").stringValue();
    }

    private JsonNode patch(String hash, String body) {
        ApiHouse.Reply reply = house.patch("/v1/keys/" + hash, manager, body);
        assertThat(reply.status()).as(body).isEqualTo(200);
        return reply.at("/data");
    }

    @Test
    void whatRemainsIsTheLimitLessWhatThePeriodSpentAndWhatIsHeld() {
        ApiHouse.Reply made = create("\"limit\":1,\"limit_reset\":\"daily\"");
        assertThat(made.at("/data/limit_reset").stringValue()).isEqualTo("daily");
        String key = text(made);
        Told.record(house, key, ApiHouse.NOON, "0.25");
        Told.record(house, key, ApiHouse.NOON - Told.DAY, "0.5");
        house.books.hold("key:" + hash(made), Money.ZERO, Money.ofUsd(new BigDecimal("0.1")));
        JsonNode data = house.get("/v1/key", key).at("/data");
        assertThat(data.get("limit_remaining").decimalValue()).isEqualByComparingTo("0.65");
        assertThat(data.get("account").stringValue()).isEqualTo("default");
        JsonNode budget = data.get("effective_budget");
        assertThat(budget.get("reset_interval").stringValue()).isEqualTo("daily");
        assertThat(budget.get("resets_at").stringValue()).isEqualTo("2026-11-25T00:00:00.000Z");
        assertThat(budget.get("spend_usd").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(budget.get("held_usd").decimalValue()).isEqualByComparingTo("0.1");
        house.clock.addAndGet(Told.DAY);
        house.books.hold("key:" + hash(made), Money.ZERO, Money.ZERO);
        assertThat(house.get("/v1/key", key).at("/data/limit_remaining").decimalValue())
                .as("a new day begins with the whole limit")
                .isEqualByComparingTo("1");
    }

    @Test
    void eachPeriodCountsWhatItSpent() {
        ApiHouse.Reply made = create("\"limit\":10");
        String key = text(made);
        Told.record(house, key, ApiHouse.NOON, "1"); // a Tuesday
        Told.record(house, key, ApiHouse.NOON - Told.DAY, "2");
        Told.record(house, key, ApiHouse.NOON - 2 * Told.DAY, "3");
        Told.record(house, key, ApiHouse.NOON - 40 * Told.DAY, "4");
        assertThat(remaining(made, "\"weekly\"")).isEqualByComparingTo("7");
        assertThat(remaining(made, "\"monthly\"")).isEqualByComparingTo("4");
        assertThat(remaining(made, "\"daily\"")).isEqualByComparingTo("9");
        assertThat(remaining(made, "null")).isEqualByComparingTo("0");
    }

    private BigDecimal remaining(ApiHouse.Reply made, String reset) {
        return patch(hash(made), "{\"limit_reset\":" + reset + "}")
                .get("limit_remaining")
                .decimalValue();
    }

    @Test
    void aLimitLoweredUnderWhatIsSpentLeavesNothing() {
        ApiHouse.Reply made = create("\"limit\":10");
        Told.record(house, text(made), ApiHouse.NOON, "3");
        JsonNode lowered = patch(hash(made), "{\"limit\":1}");
        assertThat(lowered.get("limit_remaining").decimalValue()).isEqualByComparingTo("0");
        assertThat(patch(hash(made), "{\"limit\":4}").get("limit_remaining").decimalValue())
                .isEqualByComparingTo("1");
    }

    @Test
    void aKeyBelongsToAnAccountThatThereIs() {
        house.keyOf("acme");
        ApiHouse.Reply made = create("\"account\":\"acme\"");
        assertThat(made.at("/data/account").stringValue()).isEqualTo("acme");
        assertThat(patch(hash(made), "{\"account\":\"default\"}").get("account").stringValue())
                .isEqualTo("default");
        ApiHouse.Reply refused = create("\"account\":\"nobody\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("no account", "POST /accounts");
        assertThat(
                        house.patch("/v1/keys/" + hash(made), manager, "{\"account\":\"nobody\"}")
                                .status())
                .isEqualTo(400);
        assertThat(create("\"account\":null").message()).contains("account must be");
        assertThat(create("\"limit\":1000000001").message()).contains("1000000000");
        assertThat(create("\"limit_reset\":7").message()).contains("daily, weekly or monthly");
    }
}
