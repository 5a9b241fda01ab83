package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class LedgerTest {
    @TempDir private Path folder;
    private ApiHouse house;
    private String manager;
    private String key;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        manager = house.management();
        key = house.inference();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void deposit(String usd, String note) {
        house.post(
                "/v1/accounts/default/credits",
                manager,
                "{\"amount_usd\":" + usd + ",\"kind\":\"deposit\",\"note\":\"" + note + "\"}");
    }

    private JsonNode get(String path) {
        ApiHouse.Reply reply = house.get("/v1/ledger/" + path, manager);
        assertThat(reply.status()).as(path).isEqualTo(200);
        return reply.json();
    }

    private String refused(String path, int status) {
        ApiHouse.Reply reply = house.get("/v1/ledger/" + path, manager);
        assertThat(reply.status()).as(path).isEqualTo(status);
        return reply.message();
    }

    @Test
    void theTrialBalanceIsZero() {
        deposit("5", "first");
        Told.record(house, key, ApiHouse.NOON, "0.3");
        JsonNode data = get("trial-balance").get("data");
        assertThat(data.get("balanced").booleanValue()).isTrue();
        assertThat(data.get("sum_usd").decimalValue()).isEqualByComparingTo("0");
        assertThat(data.at("/accounts/0/ledger_account").stringValue()).isEqualTo("credit:default");
        assertThat(data.at("/accounts/0/balance_usd").decimalValue()).isEqualByComparingTo("4.7");
        assertThat(get("check").at("/data/balanced").booleanValue()).isTrue();
    }

    @Test
    void aStatementIsReadInPartsTheNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            house.clock.addAndGet(1_000);
            deposit(Integer.toString(i), "no. " + i);
        }
        List<String> notes = new ArrayList<>();
        String cursor = "";
        int parts = 0;
        do {
            JsonNode part = get("statement?account=default&limit=2" + cursor);
            part.get("data").forEach(one -> notes.add(one.get("note").stringValue()));
            cursor = "&cursor=" + part.get("next_cursor").asString("");
            parts++;
        } while (!cursor.endsWith("="));
        assertThat(parts).isEqualTo(3);
        assertThat(notes).containsExactly("no. 5", "no. 4", "no. 3", "no. 2", "no. 1");
        assertThat(get("statement?account=default").at("/data/1/balance_usd").intValue())
                .as("what stood in the account after the fourth of five")
                .isEqualTo(1 + 2 + 3 + 4);
        house.clock.addAndGet(Told.DAY);
        deposit("6", "tomorrow");
        assertThat(get("statement?account=default&from=2026-11-25").at("/data").size())
                .isEqualTo(1);
        assertThat(get("statement?account=default&to=2026-11-24").at("/data").size()).isEqualTo(5);
    }

    @Test
    void whatIsAskedWronglyIsToldWithARemedy() {
        assertThat(refused("statement", 400)).contains("?account=default");
        assertThat(refused("statement?account=nobody", 404)).contains("GET /accounts");
        assertThat(refused("statement?account=default&from=soon", 400)).contains("2026-11-24");
        assertThat(refused("statement?account=default&from=2026-12-01", 400)).contains("before");
        assertThat(refused("statement?account=default&limit=0", 400)).contains("1 to 1000");
        assertThat(refused("statement?account=default&cursor=x", 400)).contains("next_cursor");
        assertThat(refused("export?format=xml", 400)).contains("jsonl");
        assertThat(refused("explain/gen-1-none", 404)).contains("no generation");
    }

    @Test
    void holdsAreThoseUnderWay() {
        house.books.hold("account:default", Money.ZERO, new Money(5));
        house.books.hold("key:ab@1", Money.ZERO, new Money(6));
        house.books.hold("key:cd", new Money(3), Money.ZERO);
        JsonNode data = get("holds").get("data");
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.at("/0/scope").stringValue()).isEqualTo("account");
        assertThat(data.at("/1/budget").stringValue()).isEqualTo("key:ab@1");
        assertThat(data.at("/1/held_usd").decimalValue()).isEqualByComparingTo("0.000000006");
    }

    @Test
    void theBooksAreExportedAsLines() {
        deposit("5", "a \\\"quoted\\\", note");
        GenerationRecord charged = Told.record(house, key, ApiHouse.NOON, "0.3");
        ApiHouse.Reply lines = house.get("/v1/ledger/export", manager);
        assertThat(lines.contentType()).isEqualTo("application/x-ndjson");
        assertThat(lines.text().lines()).hasSize(4);
        assertThat(lines.text().lines().toList().get(2))
                .contains(
                        "\"charge\"",
                        charged.publicId(),
                        "\"ledger_account\":\"credit:default\",\"amount_usd\":-0.3");
        ApiHouse.Reply csv = house.get("/v1/ledger/export?format=csv", manager);
        assertThat(csv.contentType()).isEqualTo("text/csv");
        assertThat(csv.text())
                .isEqualTo(
                        """
                        id,created_at,kind,account,generation_id,ledger_account,amount_usd,note
                        pst-1,2026-11-24T12:00:00.000Z,deposit,default,,deposits,-5,"a ""quoted"", note"
                        pst-1,2026-11-24T12:00:00.000Z,deposit,default,,credit:default,5,"a ""quoted"", note"
                        ID,2026-11-24T12:00:00.000Z,charge,default,ID,credit:default,-0.3,
                        ID,2026-11-24T12:00:00.000Z,charge,default,ID,provider:acme,0.3,
                        """
                                .replace("ID", charged.publicId()));
        assertThat(house.get("/v1/ledger/export?to=2026-11-23", manager).text()).isEmpty();
    }

    @Test
    void anExportHasNoBound() {
        GenerationRecord charged = Told.record(house, key, ApiHouse.NOON, "0.3");
        for (int i = 1; i < 60_000; i++) {
            house.books.charge(charged);
        }
        assertThat(house.get("/v1/ledger/export", manager).text().lines()).hasSize(120_000);
    }
}
