package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.health.EndpointHealth.Quantiles;
import dev.junctor.core.health.EndpointHealth.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ModelsTest {
    @TempDir private Path folder;
    private ApiHouse house;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** What is listed, but for the choice among all. */
    private List<String> ids(String query) {
        return listed(query).stream().filter(id -> !id.equals("junctor/auto")).toList();
    }

    private List<String> listed(String query) {
        return house.get("/api/v1/models" + query)
                .json()
                .get("data")
                .valueStream()
                .map(model -> model.get("id").stringValue())
                .toList();
    }

    @Test
    void aModelHasOpenRoutersFieldsAndThoseOfOpenAisClients() {
        JsonNode list = house.get("/v1/models?q=gpt+1").json();
        assertThat(list.get("object").stringValue()).isEqualTo("list");
        assertThat(list.get("total_count").intValue()).isEqualTo(1);
        assertThat(list.at("/links/next").isNull()).isTrue();
        JsonNode model = list.at("/data/0");
        assertThat(model.get("id").stringValue()).isEqualTo("acme/gpt-1");
        assertThat(model.get("object").stringValue()).isEqualTo("model");
        assertThat(model.get("owned_by").stringValue()).isEqualTo("acme");
        assertThat(model.get("created").longValue()).isEqualTo(1_768_435_200L);
        assertThat(model.get("canonical_slug").stringValue()).isEqualTo("acme/gpt-1");
        assertThat(model.get("context_length").intValue()).isEqualTo(128_000);
        assertThat(model.at("/architecture/modality").stringValue()).isEqualTo("text+image->text");
        assertThat(model.get("knowledge_cutoff").stringValue()).isEqualTo("2025-02-28");
        assertThat(model.get("expiration_date").isNull()).isTrue();
        assertThat(model.at("/links/details").stringValue())
                .isEqualTo("/api/v1/models/acme/gpt-1/endpoints");
        assertThat(model.at("/quality/coding").intValue()).isEqualTo(1_250);
    }

    @Test
    void theCheapestEndpointStandsForTheModel() {
        JsonNode model = house.get("/v1/models?q=acme/gpt-1").at("/data/0");
        assertThat(model.at("/pricing/prompt").stringValue()).isEqualTo("0.00000015");
        assertThat(model.at("/pricing/completion").stringValue()).isEqualTo("0.0000006");
        assertThat(model.at("/top_provider/context_length").intValue()).isEqualTo(32_000);
    }

    @Test
    void onlyWhatIsServedIsListed() {
        assertThat(ids("")).containsExactlyInAnyOrder("acme/gpt-1", "acme/gpt-2", "zeta/tiny");
        assertThat(house.get("/v1/models/zeta/tiny/endpoints").at("/data/endpoints").size())
                .as("an endpoint in a protocol that is not spoken is not listed")
                .isEqualTo(1);
    }

    @Test
    void reasoningIsToldAsFarAsItIsKnown() {
        JsonNode model = house.get("/v1/models/acme/gpt-2").json();
        assertThat(model.at("/reasoning/mandatory").booleanValue()).isTrue();
        assertThat(model.at("/reasoning/supported_efforts").toString())
                .isEqualTo("[\"low\",\"medium\",\"high\"]");
        assertThat(model.at("/reasoning/supports_max_tokens").booleanValue()).isTrue();
        assertThat(house.get("/v1/models/acme/gpt-1").json().has("reasoning")).isFalse();
        assertThat(house.get("/v1/models/acme/gpt-1").json().get("provider_count").intValue())
                .isEqualTo(2);
    }

    @Test
    void listsAreFilteredByWhatIsKnown() {
        Map<String, List<String>> found =
                Map.ofEntries(
                        Map.entry("?q=TINY", List.of("zeta/tiny")),
                        Map.entry("?q=acme%202", List.of("acme/gpt-2")),
                        Map.entry("?context=200000", List.of("acme/gpt-2")),
                        Map.entry("?input_modalities=image,text", List.of("acme/gpt-1")),
                        Map.entry("?supported_parameters=reasoning", List.of("acme/gpt-2")),
                        Map.entry(
                                "?supported_parameters=tools,structured_outputs",
                                List.of("acme/gpt-1")),
                        Map.entry("?model_authors=zeta", List.of("zeta/tiny")),
                        Map.entry("?providers=acme", List.of("acme/gpt-1", "acme/gpt-2")),
                        Map.entry("?providers=budget%20host", List.of("acme/gpt-1", "zeta/tiny")),
                        Map.entry("?arch=GPT", List.of("acme/gpt-1", "acme/gpt-2")),
                        Map.entry("?zdr=true", List.of("acme/gpt-1", "zeta/tiny")),
                        Map.entry("?region=eu", List.of("acme/gpt-1")),
                        Map.entry("?min_price=0.15&max_price=0.15", List.of("acme/gpt-1")),
                        Map.entry("?min_output_price=1", List.of("acme/gpt-2")),
                        Map.entry("?max_output_price=0", List.of("zeta/tiny")),
                        Map.entry("?max_age_days=30", List.of("acme/gpt-2")),
                        Map.entry("?min_age_days=30", List.of("acme/gpt-1")),
                        Map.entry("?category=programming", List.of("acme/gpt-1")),
                        Map.entry("?category=trivia", List.of()),
                        Map.entry("?min_coding_index=1", List.of()),
                        Map.entry("?distillable=true", List.of()),
                        Map.entry("?output_modalities=image", List.of()));
        found.forEach((query, expected) ->
                assertThat(ids(query)).as(query).containsExactlyInAnyOrderElementsOf(expected));
        assertThat(ids("?distillable=false")).hasSize(3);
        assertThat(ids("?output_modalities=all&nonsense=1")).hasSize(3);
    }

    @Test
    void aFilterThatCannotBeReadIsRefused() {
        ApiHouse.Reply reply = house.get("/v1/models?max_price=cheap");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("max_price").contains("number");
        assertThat(house.get("/v1/models?limit=0").status()).isEqualTo(400);
        assertThat(house.get("/v1/models?limit=1001").status()).isEqualTo(400);
        assertThat(house.get("/v1/models?offset=-1").status()).isEqualTo(400);
        assertThat(house.get("/v1/models?sort=newst").message()).contains("\"newest\"");
    }

    @Test
    void listsAreOrdered() {
        assertThat(ids("?sort=pricing-low-to-high"))
                .containsExactly("zeta/tiny", "acme/gpt-1", "acme/gpt-2");
        assertThat(ids("?sort=pricing-high-to-low"))
                .containsExactly("acme/gpt-2", "acme/gpt-1", "zeta/tiny");
        assertThat(ids("?sort=newest")).containsExactly("acme/gpt-2", "acme/gpt-1", "zeta/tiny");
        assertThat(ids("?sort=context-high-to-low"))
                .containsExactly("acme/gpt-2", "acme/gpt-1", "zeta/tiny");
        assertThat(ids("?sort=intelligence-high-to-low"))
                .containsExactly("acme/gpt-2", "acme/gpt-1", "zeta/tiny");
        assertThat(ids("?sort=coding-high-to-low").getFirst()).isEqualTo("acme/gpt-1");
    }

    @Test
    void measuredSpeedOrdersAndTheUnmeasuredComeLast() {
        house.world(
                SmallCatalog.read(),
                Map.of(
                        "budget:tiny", measured(0.9, 30),
                        "acme:gpt-2", measured(0.2, 80)));
        assertThat(ids("?sort=latency-low-to-high"))
                .containsExactly("acme/gpt-2", "zeta/tiny", "acme/gpt-1");
        assertThat(ids("?sort=throughput-high-to-low"))
                .containsExactly("acme/gpt-2", "zeta/tiny", "acme/gpt-1");
    }

    @Test
    void theChoiceAmongAllIsListedFirst() {
        assertThat(listed("").getFirst()).isEqualTo("junctor/auto");
        assertThat(listed("?q=auto")).containsExactly("junctor/auto");
        assertThat(listed("?output_modalities=image")).isEmpty();
        JsonNode auto = house.get("/v1/models/junctor/auto").json();
        assertThat(auto.at("/pricing/prompt").stringValue()).isEqualTo("-1");
        assertThat(auto.get("context_length").intValue()).isEqualTo(1_000_000);
        assertThat(auto.at("/architecture/modality").stringValue()).isEqualTo("text+image->text");
        assertThat(house.get("/v1/models/junctor/auto/endpoints").at("/data/endpoints").size())
                .isZero();
    }

    @Test
    void aListFollowsTheCatalog() {
        assertThat(ids("?providers=twin")).isEmpty();
        house.world(
                SmallCatalog.with(
                        "twin",
                        """
                        {"id": "twin", "name": "Twin", "kind": "host", "env": ["TWIN_API_KEY"],
                          "dialects": {"openai-chat": "https://twin.example/v1"},
                          "endpoints": [{"model": "acme/gpt-2", "upstream": "gpt-2",
                            "price": {"input": 4, "output": 20}}]}
                        """),
                Map.of());
        assertThat(ids("?providers=twin")).containsExactly("acme/gpt-2");
    }

    @Test
    void whatCostsNothingHasANameOfItsOwn() {
        house.world(
                SmallCatalog.with(
                        "gift",
                        """
                        {"id": "gift", "name": "Gift", "kind": "host", "env": ["GIFT_API_KEY"],
                          "dialects": {"openai-chat": "https://gift.example/v1"},
                          "endpoints": [{"model": "acme/gpt-1", "upstream": "gpt-1",
                            "price": {"input": 0, "output": 0}}]}
                        """),
                Map.of());
        JsonNode model = house.get("/v1/model/acme/gpt-1:free").at("/data");
        assertThat(model.get("id").stringValue()).isEqualTo("acme/gpt-1:free");
        assertThat(model.at("/pricing/prompt").stringValue()).isEqualTo("0");
        JsonNode endpoints = house.get(model.at("/links/details").stringValue()).at("/data");
        assertThat(endpoints.get("id").stringValue()).isEqualTo("acme/gpt-1:free");
        assertThat(endpoints.get("endpoints").findValuesAsString("tag")).containsExactly("gift");
    }

    @Test
    void pagesJoinToTheWholeList() {
        List<String> all = listed("?sort=newest");
        JsonNode first = house.get("/api/v1/models?sort=newest&limit=2").json();
        assertThat(first.get("data").size()).isEqualTo(2);
        assertThat(first.get("total_count").intValue()).isEqualTo(4);
        String next = first.at("/links/next").stringValue();
        assertThat(next).isEqualTo("/api/v1/models?limit=2&offset=2&sort=newest");
        JsonNode second = house.get(next).json();
        assertThat(second.get("data").findValuesAsString("id")).isEqualTo(all.subList(2, 4));
        assertThat(second.at("/links/next").isNull()).isTrue();
        assertThat(house.get("/v1/models?offset=99").json().get("data").size()).isZero();
    }

    @Test
    void modelsAreCounted() {
        assertThat(house.get("/v1/models/count").at("/data/count").intValue()).isEqualTo(4);
        assertThat(
                        house.get("/v1/models/count?output_modalities=audio")
                                .at("/data/count")
                                .intValue())
                .isZero();
    }

    @Test
    void aModelIsFoundByEachOfItsNames() {
        List.of(
                        "/v1/models/acme/gpt-1",
                        "/v1/models/acme%2Fgpt-1",
                        "/v1/models/gpt-1",
                        "/v1/models/gpt-1-2026-01-15",
                        "/v1/models/acme/gpt-1:nitro",
                        "/v1/models/ACME/GPT-1:floor:nitro")
                .forEach(path ->
                        assertThat(house.get(path).json().get("id").stringValue())
                                .as(path)
                                .isEqualTo("acme/gpt-1"));
        JsonNode latest = house.get("/api/v1/model/~acme/gpt-latest").at("/data");
        assertThat(latest.get("id").stringValue()).isEqualTo("~acme/gpt-latest");
        assertThat(latest.at("/alias_target/slug").stringValue()).isEqualTo("acme/gpt-2");
    }

    @Test
    void aWrongNameIsToldTheNearest() {
        ApiHouse.Reply reply = house.get("/v1/model/acme/gtp-1");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.message()).contains("acme/gtp-1").contains("acme/gpt-1");
        assertThat(house.get("/v1/models/zeta/secret").status()).isEqualTo(404);
        assertThat(house.get("/v1/models/zeta/large").message())
                .contains("foreign shut it down on 2026-01-31; it names tiny instead");
    }

    @Test
    void anOfferThatDoesNotExistIsNotTheModelItself() {
        assertThat(house.get("/v1/model/acme/gpt-1:free").status()).isEqualTo(404);
        JsonNode endpoints =
                house.get("/v1/models/acme/gpt-1:free/endpoints").at("/data/endpoints");
        assertThat(endpoints.isArray()).isTrue();
        assertThat(endpoints.size()).isZero();
    }

    @Test
    void pricesAreExactAndTellTheirConditions() {
        JsonNode price = endpoint("acme", "").get("pricing");
        assertThat(price.get("prompt").stringValue()).isEqualTo("0.0000025");
        assertThat(price.get("completion").stringValue()).isEqualTo("0.00001");
        assertThat(price.get("input_cache_read").stringValue()).isEqualTo("0.000000625");
        assertThat(price.get("internal_reasoning").stringValue()).isEqualTo("0.000012");
        assertThat(price.get("request").stringValue()).isEqualTo("0.01");
        assertThat(price.get("web_search").stringValue()).isEqualTo("0.025");
        assertThat(price.has("input_cache_write")).isFalse();
        assertThat(price.at("/overrides/0").toString())
                .isEqualTo(
                        "{\"min_prompt_tokens\":64000,\"prompt\":\"0.000005\",\"completion\":\"0.000015\"}");
        assertThat(price.at("/overrides/1").toString())
                .isEqualTo(
                        "{\"utc_start\":2230,\"utc_end\":0,\"utc_days\":[\"monday\",\"tuesday\"],\"prompt\":\"0.000001\"}");
        assertThat(price.at("/overrides/2").toString())
                .isEqualTo(
                        "{\"utc_start\":0,\"utc_end\":600,\"utc_days\":[\"tuesday\",\"wednesday\"],\"prompt\":\"0.000001\"}");
        assertThat(house.get("/v1/models/zeta/tiny").at("/pricing/prompt").stringValue())
                .isEqualTo("0.000000000000001");
    }

    @Test
    void anEndpointTellsItsOwnLimits() {
        JsonNode turbo = endpoint("budget/turbo", "");
        assertThat(turbo.get("name").stringValue()).isEqualTo("Budget Host | acme/gpt-1");
        assertThat(turbo.get("provider_name").stringValue()).isEqualTo("Budget Host");
        assertThat(turbo.get("quantization").stringValue()).isEqualTo("fp8");
        assertThat(turbo.get("context_length").intValue()).isEqualTo(32_000);
        assertThat(turbo.get("max_completion_tokens").intValue()).isEqualTo(8_192);
        assertThat(turbo.get("max_prompt_tokens").isNull()).isTrue();
        assertThat(names(turbo)).contains("tools").doesNotContain("seed", "tool_choice");
        assertThat(turbo.at("/supports_tool_choice/auto").booleanValue()).isTrue();
        assertThat(turbo.at("/supports_tool_choice/required").booleanValue()).isFalse();
        assertThat(turbo.get("supports_implicit_caching").booleanValue()).isFalse();
        JsonNode first = endpoint("acme", "");
        assertThat(names(first)).contains("seed", "tool_choice").doesNotContain("logit_bias");
        assertThat(first.get("supports_implicit_caching").booleanValue()).isTrue();
    }

    @Test
    void measuredFiguresAreForThoseWhoShowAKey() {
        house.world(SmallCatalog.read(), Map.of("acme:gpt-1", measured(0.25, 40)));
        JsonNode public_ = endpoint("acme", "");
        assertThat(public_.get("latency_last_30m").isNull()).isTrue();
        assertThat(public_.get("uptime_last_5m").doubleValue()).isEqualTo(97.5);
        JsonNode known = endpoint("acme", house.inference());
        assertThat(known.at("/latency_last_30m/p50").doubleValue()).isEqualTo(250);
        assertThat(known.at("/throughput_last_30m/p99").doubleValue()).isEqualTo(40);
        JsonNode wrongKey = endpoint("acme", "no-such-key");
        assertThat(wrongKey.get("latency_last_30m").isNull()).isTrue();
        JsonNode unmeasured = endpoint("budget/turbo", house.inference());
        assertThat(unmeasured.get("latency_last_30m").isNull()).isTrue();
        assertThat(unmeasured.get("uptime_last_5m").isNull()).isTrue();
        assertThat(unmeasured.get("status").intValue()).isZero();
    }

    @Test
    void anEndpointInTroubleSaysSo() {
        house.world(
                SmallCatalog.read(),
                Map.of(
                        "acme:gpt-1",
                        new EndpointHealth(
                                Standing.BROKEN, 50, Quantiles.NONE, Quantiles.NONE, 0.1)));
        JsonNode sick = endpoint("acme", house.inference());
        assertThat(sick.get("status").intValue()).isEqualTo(-5);
        assertThat(sick.get("latency_last_30m").isNull()).isTrue();
        assertThat(sick.get("uptime_last_5m").intValue()).isEqualTo(10);
    }

    @Test
    void endpointsWithZeroRetentionAreThoseOfWhichItIsKnown() {
        assertThat(
                        house.get("/v1/endpoints/zdr")
                                .json()
                                .get("data")
                                .valueStream()
                                .map(one -> one.get("tag").stringValue()))
                .containsExactlyInAnyOrder("budget/turbo", "budget");
    }

    @Test
    void providersAreListedWithTheirPages() {
        JsonNode list = house.get("/api/v1/providers").json().get("data");
        JsonNode acme =
                list.valueStream()
                        .filter(one -> one.get("slug").stringValue().equals("acme"))
                        .findFirst()
                        .orElseThrow();
        assertThat(acme.get("name").stringValue()).isEqualTo("Acme");
        assertThat(acme.get("headquarters").stringValue()).isEqualTo("US");
        assertThat(acme.get("privacy_policy_url").stringValue())
                .isEqualTo("https://acme.example/privacy");
        assertThat(acme.get("status_page_url").isNull()).isTrue();
    }

    private JsonNode endpoint(String tag, String key) {
        return house.get("/v1/models/acme/gpt-1/endpoints", key)
                .at("/data/endpoints")
                .valueStream()
                .filter(one -> one.get("tag").stringValue().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode endpoint) {
        return endpoint.get("supported_parameters")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static EndpointHealth measured(double latency, double throughput) {
        return new EndpointHealth(
                Standing.STABLE,
                100,
                new Quantiles(latency, latency, latency, latency),
                new Quantiles(throughput, throughput, throughput, throughput),
                0.975);
    }
}
