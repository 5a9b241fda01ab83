package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class RecordsTest {
    @TempDir private Path folder;
    private ApiHouse house;
    private String key;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        key = house.inference();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aGenerationIsThereAtOnceUnderBothItsNames() {
        GenerationRecord made = Told.record(house, key, ApiHouse.NOON, "0.00123");
        for (String id : new String[] {made.publicId(), made.upstreamId()}) {
            JsonNode data = house.get("/api/v1/generation?id=" + id, key).at("/data");
            assertThat(data.get("id").stringValue()).isEqualTo(made.publicId());
            assertThat(data.get("upstream_id").stringValue()).isEqualTo(made.upstreamId());
            assertThat(data.get("model").stringValue()).isEqualTo("acme/gpt-1");
            assertThat(data.get("provider_name").stringValue()).isEqualTo("Acme");
            assertThat(data.get("total_cost").decimalValue()).isEqualByComparingTo("0.00123");
            assertThat(data.get("tokens_prompt").intValue()).isEqualTo(100);
            assertThat(data.get("tokens_completion").intValue()).isEqualTo(25);
            assertThat(data.get("native_tokens_cached").intValue()).isEqualTo(10);
            assertThat(data.get("native_tokens_reasoning").intValue()).isEqualTo(5);
            assertThat(data.get("latency").intValue()).isEqualTo(120);
            assertThat(data.get("generation_time").intValue()).isEqualTo(900);
            assertThat(data.get("finish_reason").stringValue()).isEqualTo("tool_calls");
            assertThat(data.get("native_finish_reason").stringValue()).isEqualTo("function_call");
            assertThat(data.get("created_at").stringValue()).isEqualTo("2026-11-24T12:00:00.000Z");
            assertThat(data.get("router").isNull()).isTrue();
        }
    }

    @Test
    void eachAttemptIsTold() {
        GenerationRecord made = Told.record(house, key, ApiHouse.NOON, "0.1");
        JsonNode tries =
                house.get("/v1/generation?id=" + made.publicId(), key)
                        .at("/data/provider_responses");
        assertThat(tries.at("/0/provider_name").stringValue()).isEqualTo("Budget Host");
        assertThat(tries.at("/0/status").isNull()).isTrue();
        assertThat(tries.at("/0/error_type").stringValue()).isEqualTo("timeout");
        assertThat(tries.at("/1/provider_name").stringValue()).isEqualTo("Acme");
        assertThat(tries.at("/1/status").intValue()).isEqualTo(200);
    }

    @Test
    void aGenerationIsForTheKeysOfItsAccountAndForManagers() {
        GenerationRecord made = Told.record(house, key, ApiHouse.NOON, "0.1");
        String path = "/v1/generation?id=" + made.publicId();
        String colleague = house.key("somebody-else", ApiKey.Kind.INFERENCE);
        assertThat(house.get(path, colleague).status()).isEqualTo(200);
        String stranger = house.keyOf("other");
        ApiHouse.Reply refused = house.get(path, stranger);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text())
                .as("no hint that it is there")
                .isEqualTo(
                        house.get("/v1/generation?id=gen-1-aaaaaaaaaaaaaaaaaaaa", stranger).text());
        assertThat(house.get(path, house.management()).status()).isEqualTo(200);
        assertThat(house.get("/v1/generation?id=gen-1-aaaaaaaaaaaaaaaaaaaa", key).status())
                .isEqualTo(404);
        assertThat(house.get("/v1/generation", key).status()).isEqualTo(400);
    }

    @Test
    void activityIsOfTheLastThirtyCompletedDays() {
        String manager = house.management();
        Told.record(house, key, ApiHouse.NOON, "7");
        Told.record(house, key, ApiHouse.NOON - Told.DAY, "0.25");
        Told.record(house, key, ApiHouse.NOON - Told.DAY, "0.5");
        Told.record(house, key, ApiHouse.NOON - 30 * Told.DAY, "1");
        Told.record(house, key, ApiHouse.NOON - 31 * Told.DAY, "9");
        JsonNode rows = house.get("/api/v1/activity", manager).at("/data");
        assertThat(rows.size()).isEqualTo(2);
        JsonNode yesterday = rows.get(1);
        assertThat(yesterday.get("date").stringValue()).isEqualTo("2026-11-23");
        assertThat(yesterday.get("model").stringValue()).isEqualTo("acme/gpt-1");
        assertThat(yesterday.get("provider_name").stringValue()).isEqualTo("Acme");
        assertThat(yesterday.get("endpoint_id").stringValue()).isEqualTo("acme:gpt-1");
        assertThat(yesterday.get("usage").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(yesterday.get("requests").intValue()).isEqualTo(2);
        assertThat(yesterday.get("prompt_tokens").intValue()).isEqualTo(200);
        assertThat(yesterday.get("cached_tokens").intValue()).isEqualTo(20);
    }

    @Test
    void activityIsAskedByDayAndByKey() {
        String manager = house.management();
        Told.record(house, key, ApiHouse.NOON, "7");
        Told.record(house, "another-key", ApiHouse.NOON, "1");
        JsonNode today = house.get("/v1/activity?date=2026-11-24", manager).at("/data");
        assertThat(today.at("/0/usage").decimalValue()).isEqualByComparingTo("8");
        String hash = KeyMaker.digest(Secret.of(key)).hex();
        JsonNode mine =
                house.get("/v1/activity?date=2026-11-24&api_key_hash=" + hash, manager).at("/data");
        assertThat(mine.at("/0/usage").decimalValue()).isEqualByComparingTo("7");
        assertThat(house.get("/v1/activity?date=yesterday", manager).status()).isEqualTo(400);
        assertThat(house.get("/v1/activity?api_key_hash=12", manager).status()).isEqualTo(400);
    }

    @Test
    void activityIsAskedByModelByProviderAndForEachKey() {
        String manager = house.management();
        String other = house.key("another-key", ApiKey.Kind.INFERENCE);
        Told.record(house, key, ApiHouse.NOON, "7");
        Told.record(house, other, ApiHouse.NOON, "1");
        String today = "/v1/activity?date=2026-11-24";
        for (String query : new String[] {"&model=ACME/gpt-1", "&provider=acme"}) {
            assertThat(house.get(today + query, manager).at("/data/0/usage").decimalValue())
                    .as(query)
                    .isEqualByComparingTo("8");
        }
        for (String query : new String[] {"&model=acme/gpt", "&provider=acm", "&provider=nobody"}) {
            assertThat(house.get(today + query, manager).at("/data").size()).as(query).isZero();
        }
        JsonNode byKey = house.get(today + "&group_by=key", manager).at("/data");
        assertThat(byKey.size()).isEqualTo(2);
        byKey.forEach(row -> {
            boolean mine =
                    row.get("api_key_hash")
                            .stringValue()
                            .equals(KeyMaker.digest(Secret.of(key)).hex());
            assertThat(row.get("api_key_name").stringValue()).isEqualTo(mine ? key : "another-key");
            assertThat(row.get("usage").intValue()).isEqualTo(mine ? 7 : 1);
        });
        String hash = KeyMaker.digest(Secret.of(other)).hex();
        assertThat(
                        house.get(today + "&group_by=key&api_key_hash=" + hash, manager)
                                .at("/data")
                                .size())
                .isEqualTo(1);
        assertThat(house.get(today + "&group_by=day", manager).message()).contains("group_by");
        assertThat(house.get(today + "&group_by=key&provider=acme", manager).message())
                .contains("provider");
    }
}
