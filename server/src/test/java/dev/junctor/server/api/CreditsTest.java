package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.record.GenerationRecord;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class CreditsTest {
    private static final String DEPOSIT = "{\"amount_usd\":20.5,\"kind\":\"deposit\"}";

    @TempDir private Path folder;
    private ApiHouse house;
    private String manager;
    private String key;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        manager = house.management();
        key = house.keyOf("acme");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private ApiHouse.Reply post(String body) {
        return house.post("/v1/accounts/acme/credits", manager, body);
    }

    private ApiHouse.Reply postOnce(String idempotencyKey, String body) {
        return house.call(
                "POST",
                "/v1/accounts/acme/credits",
                Map.of("authorization", "Bearer " + manager, "idempotency-key", idempotencyKey),
                body,
                ApiHouse.From.HERE);
    }

    private JsonNode credits(String query, String asking) {
        return house.get("/api/v1/credits" + query, asking).at("/data");
    }

    private GenerationRecord charged(String account, String usd) {
        Invoice invoice = Told.record(house, key, ApiHouse.NOON, usd).invoice();
        return Told.record(house, key, account, ApiHouse.NOON, invoice, Money.ZERO);
    }

    @Test
    void whatIsGivenAndUsedIsToldToTheAccountAndToManagers() {
        assertThat(post(DEPOSIT).status()).isEqualTo(201);
        charged("acme", "0.25");
        for (JsonNode told : new JsonNode[] {credits("", key), credits("?account=acme", manager)}) {
            assertThat(told.get("total_credits").decimalValue()).isEqualByComparingTo("20.5");
            assertThat(told.get("total_usage").decimalValue()).isEqualByComparingTo("0.25");
        }
        assertThat(credits("", manager).get("total_credits").decimalValue())
                .as("a manager's own account is the default one")
                .isEqualByComparingTo("0");
    }

    @Test
    void anotherAccountIsAsUnknownAsNone() {
        ApiHouse.Reply other = house.get("/v1/credits?account=default", key);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.text()).isEqualTo(house.get("/v1/credits?account=nobody", key).text());
        assertThat(house.get("/v1/credits?account=acme", key).status()).isEqualTo(200);
        assertThat(house.get("/v1/credits?account=nobody", manager).status()).isEqualTo(404);
        assertThat(house.post("/v1/accounts/nobody/credits", manager, DEPOSIT).status())
                .isEqualTo(404);
        assertThat(house.post("/v1/accounts/acme/credits", key, DEPOSIT).status()).isEqualTo(403);
    }

    @Test
    void eachKindMovesMoneyBetweenItsTwoAccounts() {
        Map<String, String> kinds =
                Map.of(
                        "deposit", "deposits",
                        "promotion", "promotions",
                        "refund", "refunds",
                        "correction", "corrections");
        kinds.forEach((kind, other) -> {
            JsonNode told =
                    post("{\"amount_usd\":0.000000001,\"kind\":\""
                                    + kind
                                    + "\",\"note\":\"hello\"}")
                            .at("/data");
            assertThat(told.get("kind").stringValue()).isEqualTo(kind);
            assertThat(told.get("note").stringValue()).isEqualTo("hello");
            assertThat(house.get("/v1/ledger/trial-balance", manager).text())
                    .contains(
                            "{\"ledger_account\":\"" + other + "\",\"balance_usd\":-0.000000001}");
            assertThat(told.get("amount_usd").decimalValue()).isEqualByComparingTo("0.000000001");
        });
        assertThat(post("{\"amount_usd\":-3,\"kind\":\"correction\"}").status()).isEqualTo(201);
        assertThat(credits("", key).get("total_credits").decimalValue())
                .isEqualByComparingTo("-2.999999996");
    }

    @Test
    void theSameRequestUnderOneIdempotencyKeyIsPostedOnce() {
        ApiHouse.Reply first = postOnce("order-1", DEPOSIT);
        house.clock.addAndGet(5_000);
        ApiHouse.Reply again =
                postOnce("order-1", "{ \"kind\": \"deposit\", \"amount_usd\": 20.50 }");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        ApiHouse.Reply other = postOnce("order-1", DEPOSIT.replace("20.5", "20.6"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.message()).contains("Idempotency-Key");
        postOnce("order-2", DEPOSIT);
        post(DEPOSIT);
        post(DEPOSIT);
        assertThat(credits("", key).get("total_credits").decimalValue()).isEqualByComparingTo("82");
        assertThat(postOnce("ö", DEPOSIT).message()).contains("Idempotency-Key");
        assertThat(postOnce("x".repeat(256), DEPOSIT).status()).isEqualTo(400);
    }

    @Test
    void aRefundBelongsToARequestOfTheAccountAndIsNotMoreThanItCost() {
        GenerationRecord mine = charged("acme", "0.5");
        GenerationRecord others = charged("default", "0.5");
        String body = "{\"kind\":\"refund\",\"amount_usd\":%s,\"generation_id\":\"%s\"}";
        ApiHouse.Reply told = post(body.formatted("0.3", mine.publicId()));
        assertThat(told.at("/data/generation_id").stringValue()).isEqualTo(mine.publicId());
        assertThat(post(body.formatted("0.3", mine.publicId())).message())
                .contains("left to refund", "$0.2");
        assertThat(post(body.formatted("0.2", mine.publicId())).status()).isEqualTo(201);
        assertThat(post(body.formatted("0.500000001", mine.publicId())).message())
                .contains("amount_usd", "$0.5");
        ApiHouse.Reply foreign = post(body.formatted("0.1", others.publicId()));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.text()).isEqualTo(post(body.formatted("0.1", "gen-1-none")).text());
    }

    @Test
    void whatWasPostedOnceIsToldAgainAlsoWhenItCouldNotBePostedNow() {
        GenerationRecord mine = charged("acme", "0.5");
        String body =
                "{\"kind\":\"refund\",\"amount_usd\":0.5,\"generation_id\":\"%s\"}"
                        .formatted(mine.publicId());
        ApiHouse.Reply first = postOnce("refund-1", body);
        ApiHouse.Reply again = postOnce("refund-1", body); // all of it is refunded by now
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(postOnce("refund-2", body).status()).isEqualTo(400);
    }

    @Test
    void bodiesAreReadStrictly() {
        Map<String, String> wrong =
                Map.ofEntries(
                        Map.entry("{\"kind\":\"deposit\"}", "amount_usd"),
                        Map.entry("{\"amount_usd\":1}", "kind"),
                        Map.entry("{\"amount_usd\":1,\"kind\":\"deposti\"}", "\"deposit\""),
                        Map.entry("{\"amount_usd\":0,\"kind\":\"deposit\"}", "above 0"),
                        Map.entry("{\"amount_usd\":-1,\"kind\":\"refund\"}", "above 0"),
                        Map.entry("{\"amount_usd\":0,\"kind\":\"correction\"}", "other than 0"),
                        Map.entry("{\"amount_usd\":\"5\",\"kind\":\"deposit\"}", "amount_usd"),
                        Map.entry("{\"amount_usd\":1e10,\"kind\":\"deposit\"}", "1000000000"),
                        Map.entry(
                                "{\"amount_usd\":1e999999999,\"kind\":\"deposit\"}", "amount_usd"),
                        Map.entry("{\"amount_usd\":1e-999999999,\"kind\":\"deposit\"}", "decimals"),
                        Map.entry("{\"amount_usd\":1e-10,\"kind\":\"deposit\"}", "nine decimals"),
                        Map.entry(
                                "{\"amount_usd\":1,\"kind\":\"deposit\",\"note\":\"\"}",
                                "note must"),
                        Map.entry(
                                "{\"amount_usd\":1,\"kind\":\"deposit\",\"generation_id\":7}",
                                "generation_id"),
                        Map.entry("{\"amount_usd\":1,\"kind\":\"deposit\",\"a\":1}", "Unknown"));
        wrong.forEach((body, told) -> {
            ApiHouse.Reply reply = post(body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.message()).as(body).contains(told);
        });
        assertThat(credits("", key).get("total_credits").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void noBalanceComesNearWhatCannotBeCounted() {
        String most = "{\"amount_usd\":1000000000,\"kind\":\"deposit\"}";
        assertThat(post(most).status()).isEqualTo(201);
        assertThat(post(most).status()).isEqualTo(201);
        assertThat(post(most).message()).contains("amount_usd", "$2000000000 is the most");
        assertThat(credits("", key).get("total_credits").decimalValue())
                .isEqualByComparingTo("2000000000");
    }
}
