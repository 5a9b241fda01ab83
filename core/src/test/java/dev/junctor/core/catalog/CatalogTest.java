package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CatalogTest {
    private static final String SMALL =
            "{\"id\": \"acme/small-2\", \"family\": \"small\", \"aliases\": [\"small-2-20260101\"],"
                    + " \"context\": 1000, \"max_output\": 100, \"caps\": [\"tools\"]}";
    private static final String OLD = "{\"id\": \"acme/small-1.5\", \"family\": \"small\"}";
    private static final String FAST = "{\"id\": \"acme/small-9-fast\", \"family\": \"small\"}";
    private static final String TWIN = "{\"id\": \"other/small-2\"}";
    private static final String PROVIDER =
            """
            {"id": "host", "kind": "host", "env": ["HOST_API_KEY"],
              "dialects": {"openai-chat": "https://host.example/v1"},
              "quirks": {"dropped": ["seed"]},
              "endpoints": [
                {"model": "acme/small-2", "upstream": "s2", "price": {"input": 1, "output": 2}},
                {"model": "acme/small-2", "upstream": "s2", "tag": "host/eu", "region": "eu", "context": 500,
                  "refused": ["tools"], "price": {"input": 2, "output": 3}},
                {"model": "acme/small-1.5", "upstream": "s1", "price": {"input": 1, "output": 2}},
                {"model": "acme/small-9-fast", "upstream": "s9", "price": {"input": 1, "output": 2}},
                {"model": "other/small-2", "upstream": "t2", "price_zero": true}],
              "retired": [{"id": "s0", "on": "2026-01-01", "replacement": "acme/small-2"}]}
            """;

    private static CatalogData data(String provider, String... models) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("providers/host.json", provider.getBytes(StandardCharsets.UTF_8));
        for (String model : models) {
            String id = model.substring(8, model.indexOf('"', 8));
            files.put(ModelFile.nameOf(id), model.getBytes(StandardCharsets.UTF_8));
        }
        return CatalogData.read(files);
    }

    private static Catalog catalog() {
        return data(PROVIDER, SMALL, OLD, FAST, TWIN).catalog();
    }

    @Test
    void anEndpointTakesFromItsModelWhatItDoesNotSay() {
        List<Endpoint> endpoints = catalog().endpointsOf("acme/small-2");
        assertThat(endpoints).extracting(Endpoint::tag).containsExactly("host", "host/eu");
        assertThat(endpoints).extracting(Endpoint::key).containsExactly("host:s2", "host:s2@eu");
        assertThat(endpoints).extracting(Endpoint::context).containsExactly(1_000L, 500L);
        assertThat(endpoints).allMatch(endpoint -> endpoint.can(Capability.TOOLS));
        assertThat(endpoints.getFirst().refused()).containsExactly("seed");
        assertThat(endpoints.getLast().refused()).containsExactlyInAnyOrder("seed", "tools");
    }

    @Test
    void aPriceOfZeroInPublicDataIsUnknownAndNotServed() {
        Catalog catalog = catalog();
        assertThat(catalog.endpointsOf("other/small-2").getFirst().pricing())
                .isInstanceOf(Pricing.Unknown.class);
        assertThat(catalog.servedModels())
                .extracting(Model::id)
                .containsExactly("acme/small-2", "acme/small-1.5", "acme/small-9-fast");
    }

    @Test
    void namesMeanTheServedModel() {
        Catalog catalog = catalog();
        for (String name :
                List.of(
                        "acme/small-2",
                        "ACME/Small-2",
                        "small-2-20260101",
                        "acme/small-2-20260101",
                        "s2",
                        "small-2",
                        "~acme/small-latest",
                        "~ACME/Small-Latest")) {
            assertThat(catalog.resolve(name).map(Model::id)).as(name).contains("acme/small-2");
        }
        for (String name :
                List.of("other/small-2-20260101", "~acme/small", "~acme/big-latest", "")) {
            assertThat(catalog.resolve(name)).as(name).isEmpty();
        }
        assertThat(catalog.retired("s0").map(Retired::replacement)).contains("acme/small-2");
    }

    @Test
    void aNameThatTwoClaimMeansNeither() {
        String served =
                PROVIDER.replace(
                        "\"price_zero\": true", "\"price\": {\"input\": 1, \"output\": 1}");
        Catalog catalog = data(served, SMALL, OLD, FAST, TWIN).catalog();
        assertThat(catalog.resolve("small-2")).isEmpty();
        assertThat(catalog.resolve("other/small-2")).isPresent();
    }

    @Test
    void overlaysLeaveTheOriginalAlone() {
        Catalog catalog = catalog();
        Catalog redirected =
                catalog.mapProviders(provider ->
                        provider.withDialects(Map.of("openai-chat", "http://127.0.0.1:9/host")));
        assertThat(redirected.endpointsOf("acme/small-2"))
                .allMatch(endpoint ->
                        endpoint.provider().dialects().containsValue("http://127.0.0.1:9/host"));
        assertThat(redirected.provider("host").orElseThrow().dialects())
                .containsValue("http://127.0.0.1:9/host");
        assertThat(catalog.provider("host").orElseThrow().dialects())
                .containsValue("https://host.example/v1");

        assertThat(catalog.restrictedTo(provider -> false).servedModels()).isEmpty();
        assertThat(catalog.restrictedTo(provider -> false).model("acme/small-2")).isPresent();

        Catalog priced =
                catalog.mapEndpoints(endpoint ->
                        endpoint.withPricing(new Pricing.Unknown()).withDialect("gemini"));
        assertThat(priced.servedModels()).isEmpty();
        assertThat(priced.with(List.of(), List.of(), catalog.endpoints()).servedModels())
                .hasSize(3);
    }

    @Test
    void badFilesAreRefusedWithPlaceAndRemedy() {
        for (List<String> wrong :
                List.of(
                        List.of(
                                "\"upstream\": \"s1\"",
                                "\"upstraem\": \"s1\"",
                                "providers/host.json: endpoints[2].upstraem is not known. Did you mean"
                                        + " upstream?"),
                        List.of(
                                "\"acme/small-1.5\"",
                                "\"acme/small-15\"",
                                "endpoints[2].model is acme/small-15, which has no file. Did you mean"
                                        + " acme/small-1.5?"),
                        List.of(
                                "host/eu",
                                "eu",
                                "endpoints[1].tag does not begin with the provider"),
                        List.of(
                                "\"kind\": \"host\"",
                                "\"kind\": \"hots\"",
                                "kind is not lab, cloud"),
                        List.of(
                                "https://host.example/v1",
                                "host.example/v1/",
                                "dialects.openai-chat is not a base URL"),
                        List.of(
                                "\"id\": \"host\"",
                                "\"id\": \"guest\"",
                                "id belongs in another file. Call it providers/guest.json."),
                        List.of(
                                "\"price_zero\": true",
                                "\"price_zero\": true, \"price\": {\"input\": 1, \"output\": 1}",
                                "endpoints[4].price_zero contradicts the price beside it"),
                        List.of("\"kind\"", "\"id\"", "id is there twice"),
                        List.of("\"kind\":", "\"kind\"", "is not JSON at line 1"))) {
            String provider =
                    PROVIDER.replaceFirst(
                            Pattern.quote(wrong.get(0)), Matcher.quoteReplacement(wrong.get(1)));
            assertThatThrownBy(() -> data(provider, SMALL, OLD, FAST, TWIN))
                    .as(wrong.get(1))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining(wrong.get(2));
        }
    }

    @Test
    void theCheckFindsWhatCannotBeRight() {
        for (List<String> wrong :
                List.of(
                        List.of("\"tag\": \"host/eu\", ", "", "is there twice"),
                        List.of(
                                "\"input\": 2, \"output\": 3",
                                "\"input\": 2, \"output\": 3, \"cache_read\": 4",
                                "price.cache_read is more than input"),
                        List.of(
                                "\"input\": 2, \"output\": 3",
                                "\"input\": 2000000, \"output\": 3",
                                "price.input is absurd"),
                        List.of(
                                "\"input\": 2, \"output\": 3",
                                "\"input\": 0, \"output\": 0",
                                "a price of 0 means unknown in public data"),
                        List.of(
                                "\"context\": 500",
                                "\"context\": 50",
                                "max_output is more than context"),
                        List.of(
                                "\"context\": 500",
                                "\"shutdown\": \"2026-13-01\"",
                                "shutdown is no date"),
                        List.of(
                                "\"context\": 500",
                                "\"dialect\": \"gemini\"",
                                "its provider has no base URL for gemini"))) {
            String provider = PROVIDER.replace(wrong.get(0), wrong.get(1));
            assertThat(CatalogCheck.findings(data(provider, SMALL, OLD, FAST, TWIN)))
                    .as(wrong.get(1))
                    .extracting(Finding::toString)
                    .anyMatch(finding -> finding.contains(wrong.get(2)));
        }
        assertThat(CatalogCheck.findings(data(PROVIDER, SMALL, OLD, FAST, TWIN))).isEmpty();
    }

    @Test
    void variantsOfAModelHaveFilesThatEveryDiskTakes() {
        assertThat(ModelFile.nameOf("acme/small:free")).isEqualTo("models/acme/small--free.json");
    }
}
