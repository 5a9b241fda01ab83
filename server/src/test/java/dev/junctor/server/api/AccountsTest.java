package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import dev.junctor.server.store.Account;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class AccountsTest {
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
        return house.post("/v1/accounts", manager, body);
    }

    private ApiHouse.Reply patch(String id, String body) {
        return house.patch("/v1/accounts/" + id, manager, body);
    }

    private ApiHouse.Reply delete(String id) {
        return house.delete("/v1/accounts/" + id, manager);
    }

    private JsonNode account(String id) {
        return house.get("/v1/accounts/" + id, manager).at("/data");
    }

    private void pay(String id, String usd) {
        String body = "{\"amount_usd\":" + usd + ",\"kind\":\"deposit\"}";
        assertThat(house.post("/v1/accounts/" + id + "/credits", manager, body).status())
                .isEqualTo(201);
    }

    @Test
    void theDefaultAccountIsThereAndUnlimitedUntilSomebodySaysOtherwise() {
        JsonNode first = house.get("/v1/accounts", manager).at("/data/0");
        assertThat(first.get("id").stringValue()).isEqualTo("default");
        assertThat(first.get("balance").stringValue()).isEqualTo("unlimited");
        assertThat(first.get("available_usd").isNull()).isTrue();
        assertThat(first.get("keys").intValue()).isEqualTo(1);
        assertThat(patch("default", "{\"balance\":\"prepaid\"}").status()).isEqualTo(200);
        assertThat(account("default").get("available_usd").decimalValue())
                .isEqualByComparingTo("0");
        assertThat(delete("default").status()).isEqualTo(409);
    }

    @Test
    void whatAnAccountHasIsItsBalanceAndItsCreditLineLessWhatIsHeld() {
        ApiHouse.Reply made =
                create(
                        "{\"id\":\"acme\",\"name\":\"Acme Inc.\",\"balance\":\"prepaid\","
                                + "\"credit_line_usd\":5}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/data/created_at").stringValue()).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(made.at("/data/available_usd").decimalValue()).isEqualByComparingTo("5");
        pay("acme", "10.000000001");
        house.books.hold("account:acme", Money.ZERO, Money.ofUsd(new BigDecimal("1.5")));
        JsonNode now = account("acme");
        assertThat(now.get("balance_usd").decimalValue()).isEqualByComparingTo("10.000000001");
        assertThat(now.get("held_usd").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(now.get("available_usd").decimalValue()).isEqualByComparingTo("13.500000001");
    }

    @Test
    void anAccountIsChangedFieldByField() {
        create("{\"id\":\"acme\",\"balance\":\"prepaid\",\"credit_line_usd\":5}");
        assertThat(patch("acme", "{\"name\":\"Acme\"}").at("/data/credit_line_usd").intValue())
                .isEqualTo(5);
        assertThat(
                        patch("acme", "{\"balance\":\"prepaid\"}")
                                .at("/data/credit_line_usd")
                                .intValue())
                .as("said again, it stays as it is")
                .isEqualTo(5);
        assertThat(patch("acme", "{\"credit_line_usd\":0}").at("/data/name").stringValue())
                .isEqualTo("Acme");
        assertThat(account("acme").get("credit_line_usd").intValue()).isZero();
        assertThat(
                        patch("acme", "{\"balance\":\"unlimited\"}")
                                .at("/data/credit_line_usd")
                                .isNull())
                .isTrue();
        assertThat(patch("acme", "{\"credit_line_usd\":7}").message())
                .contains("credit_line_usd", "prepaid");
        assertThat(
                        patch("acme", "{\"balance\":\"prepaid\"}")
                                .at("/data/credit_line_usd")
                                .intValue())
                .isZero();
    }

    @Test
    void anAccountGoesOnlyWithoutKeysAndWithoutMoney() {
        String key = house.keyOf("acme");
        assertThat(delete("acme").status()).isEqualTo(409);
        assertThat(delete("acme").message()).contains("keys belong");
        house.delete("/v1/keys/" + KeyMaker.digest(Secret.of(key)).hex(), manager);
        house.books.hold("account:acme", Money.ZERO, new Money(1));
        assertThat(delete("acme").message()).contains("under way");
        house.books.hold("account:acme", Money.ZERO, Money.ZERO);
        assertThat(delete("acme").at("/deleted").booleanValue()).isTrue();
        assertThat(delete("acme").status()).isEqualTo(404);
        assertThat(house.get("/v1/accounts/acme", manager).status()).isEqualTo(404);
    }

    @Test
    void anAccountOfTheConfigurationIsReadOnly() {
        house.store
                .accounts()
                .declare(
                        List.of(
                                new Account(
                                        "acme",
                                        "Acme",
                                        new Money(7_000_000_000L),
                                        ApiKey.Origin.CONFIG,
                                        0)));
        assertThat(account("acme").get("origin").stringValue()).isEqualTo("config");
        assertThat(patch("acme", "{\"name\":\"x\"}").status()).isEqualTo(409);
        assertThat(delete("acme").message()).contains("configuration file");
        assertThat(create("{\"id\":\"acme\",\"balance\":\"prepaid\"}").status()).isEqualTo(409);
    }

    @Test
    void bodiesAreReadStrictly() {
        Map<String, String> wrong =
                Map.of(
                        "{\"balance\":\"prepaid\"}", "id must have",
                        "{\"id\":\"A\",\"balance\":\"prepaid\"}", "id must have",
                        "{\"id\":\"a:b\",\"balance\":\"prepaid\"}", "id must have",
                        "{\"id\":\"a\"}", "balance must be prepaid or unlimited",
                        "{\"id\":\"a\",\"balance\":\"prepiad\"}", "\"prepaid\"",
                        "{\"id\":\"a\",\"balance\":\"unlimited\",\"credit_line_usd\":1}",
                                "credit_line_usd has no meaning",
                        "{\"id\":\"a\",\"balance\":\"prepaid\",\"credit_line_usd\":-1}",
                                "from 0 to 1000000000",
                        "{\"id\":\"a\",\"balance\":\"prepaid\",\"credit_line_usd\":1e12}",
                                "from 0 to 1000000000",
                        "{\"id\":\"a\",\"balance\":\"prepaid\",\"name\":\"\"}", "name must be",
                        "{\"id\":\"a\",\"balance\":\"prepaid\",\"limit\":1}", "Unknown field");
        wrong.forEach((body, told) -> {
            ApiHouse.Reply reply = create(body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.message()).as(body).contains(told);
        });
        assertThat(house.get("/v1/accounts", manager).at("/total_count").intValue()).isEqualTo(1);
        assertThat(patch("nobody", "{}").status()).isEqualTo(404);
        assertThat(patch("default", "{\"id\":\"other\"}").message()).contains("Unknown field");
        assertThat(create("{\"id\":\"default\",\"balance\":\"prepaid\"}").status()).isEqualTo(409);
    }
}
