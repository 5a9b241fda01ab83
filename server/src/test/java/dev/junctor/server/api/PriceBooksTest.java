package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.money.PriceBook;
import dev.junctor.server.store.PriceBookDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PriceBooksTest {
    private static final String WINTER =
            "{\"accounts\":[\"default\"],\"providers\":[\"acme\"],\"models\":[\"acme/*\"],"
                    + "\"margin_percent\":12.3456,\"margin_usd_per_million\":0.000000001,"
                    + "\"fee_percent\":5,\"requests_per_day\":10,"
                    + "\"from\":\"2026-12-01\",\"to\":\"2027-03-01T06:00:00Z\"}";

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

    private ApiHouse.Reply put(String name, String body) {
        return house.put("/v1/price-books/" + name, manager, body);
    }

    private List<String> names() {
        return house.get("/v1/price-books", manager)
                .json()
                .get("data")
                .valueStream()
                .map(book -> book.get("name").stringValue())
                .toList();
    }

    @Test
    void aBookIsKeptToTheLastDecimalAndComesBackAsItWasTold() {
        JsonNode told = put("winter", WINTER).at("/data");
        assertThat(told.get("margin_percent").decimalValue()).isEqualByComparingTo("12.3456");
        assertThat(told.get("margin_usd_per_million").decimalValue())
                .isEqualByComparingTo("0.000000001");
        assertThat(told.get("from").stringValue()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(told.get("warnings").size()).isZero();
        PriceBook book = house.parts.priceBooks().current().books().getFirst();
        assertThat(book.marginPpm()).isEqualTo(123_456);
        assertThat(book.requestsPerDay()).isEqualTo(10);
        assertThat(put("winter", told.toString()).at("/data")).isEqualTo(told);
        assertThat(house.parts.priceBooks().current().books()).containsExactly(book);
    }

    @Test
    void booksAreAskedInTheOrderOfTheirNamesThoseOfTheFileFirst() {
        put("b", "{}");
        put("a", "{}");
        house.store.priceBooks().declare(List.of(empty("z"), empty("b")));
        assertThat(names()).containsExactly("z", "b", "a");
        assertThat(put("b", "{}").status()).isEqualTo(409);
        assertThat(put("b", "{}").message()).contains("configuration file");
        assertThat(house.delete("/v1/price-books/z", manager).status()).isEqualTo(409);
        assertThat(house.delete("/v1/price-books/a", manager).status()).isEqualTo(200);
        assertThat(house.delete("/v1/price-books/a", manager).status()).isEqualTo(404);
        assertThat(names()).containsExactly("z", "b");
    }

    private static PriceBook empty(String name) {
        return new PriceBook(
                name, List.of(), List.of(), List.of(), 0, 0, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void whatMeetsNothingIsSaidAndWhoIsNobodyIsRefused() {
        JsonNode warnings =
                put("a", "{\"providers\":[\"acmee\"],\"models\":[\"nobody/*\",\"acme/GPT-1\"]}")
                        .at("/data/warnings");
        assertThat(warnings.valueStream().map(JsonNode::stringValue))
                .containsExactly(
                        "No provider is named \"acmee\".", "No model is named \"nobody/*\".");
        assertThat(put("a", "{\"accounts\":[\"nobody\"]}").message())
                .contains("\"nobody\"", "POST /accounts");
    }

    @Test
    void bodiesAreReadStrictly() {
        Map<String, String> wrong =
                Map.ofEntries(
                        Map.entry("{\"margin_prcent\":5}", "Did you mean \"margin_percent\"?"),
                        Map.entry("{\"colour\":5}", "It has name, accounts"),
                        Map.entry("{\"name\":\"other\"}", "name must be"),
                        Map.entry("{\"margin_percent\":-100.1}", "from -100"),
                        Map.entry("{\"margin_percent\":0.00001}", "4 decimals"),
                        Map.entry("{\"margin_percent\":\"5\"}", "must be a number"),
                        Map.entry("{\"margin_percent\":1e999999999}", "must be a number"),
                        Map.entry("{\"fee_percent\":101}", "from 0 to 100"),
                        Map.entry("{\"requests_per_day\":-1}", "from 0"),
                        Map.entry("{\"requests_per_day\":1.5}", "0 decimals"),
                        Map.entry("{\"accounts\":\"a\"}", "accounts must be a list"),
                        Map.entry("{\"accounts\":[\"A B\"]}", "accounts must be a list"),
                        Map.entry("{\"models\":[7]}", "models must be a list"),
                        Map.entry("{\"from\":\"soon\"}", "from must be a day"),
                        Map.entry("{\"from\":\"2027-01-02\",\"to\":\"2027-01-01\"}", "after from"),
                        Map.entry("[]", "object"));
        wrong.forEach((body, told) -> {
            ApiHouse.Reply reply = put("a", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.message()).as(body).contains(told);
        });
        assertThat(put("A", "{}").message()).contains("name must be");
        assertThat(names()).isEmpty();
    }

    @Test
    void theDocumentOfABookGivesTheBookAgain() {
        PriceBook book = PriceBookDocument.read("a", PriceBookDocument.write(empty("a")));
        assertThat(book).isEqualTo(empty("a"));
    }
}
