package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PlanTest {
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

    private ApiHouse.Reply plan(String body) {
        return house.post("/api/v1/routing/plan", key, body);
    }

    @Test
    void aPlanTellsOrderScoresAndReasons() {
        JsonNode plan =
                plan("{\"model\":\"gpt-1\",\"provider\":{\"sort\":\"price\",\"ignore\":[\"acme\"]}}")
                        .json();
        assertThat(plan.get("requested").stringValue()).isEqualTo("gpt-1");
        assertThat(plan.at("/order/0/provider").stringValue()).isEqualTo("budget/turbo");
        assertThat(plan.at("/order/0/model").stringValue()).isEqualTo("acme/gpt-1");
        assertThat(plan.at("/order/0/score").isNumber()).isTrue();
        assertThat(plan.at("/order/0/reasons").size()).isPositive();
        assertThat(plan.at("/rejected/0/provider").stringValue()).isEqualTo("acme");
        assertThat(plan.at("/rejected/0/field").stringValue()).isEqualTo("provider.ignore");
        assertThat(plan.at("/rejected/0/reason").stringValue()).isNotEmpty();
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
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
        Set<String> firsts = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            String body =
                    "{\"model\":\"acme/gpt-2\",\"seed\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                            .formatted(seed);
            JsonNode plan = plan(body).json();
            assertThat(plan.get("seed").intValue()).isEqualTo(seed);
            firsts.add(plan.at("/order/0/provider").stringValue());
            assertThat(plan(body).json()).as("seed %d", seed).isEqualTo(plan);
        }
        assertThat(firsts)
                .as("and another seed may give another one")
                .containsExactlyInAnyOrder("acme", "twin");
    }

    @Test
    void aSeedThatWasChosenCanBeSentBack() {
        JsonNode chosen = plan("{\"model\":\"acme/gpt-1\"}").json();
        JsonNode again =
                plan("{\"model\":\"acme/gpt-1\",\"seed\":" + chosen.get("seed") + "}").json();
        assertThat(again.get("seed")).isEqualTo(chosen.get("seed"));
        assertThat(providers(again)).isEqualTo(providers(chosen));
        assertThat(plan("{\"model\":\"acme/gpt-1\"}").json().get("seed"))
                .isNotEqualTo(chosen.get("seed"));
    }

    private static List<String> providers(JsonNode plan) {
        return plan.get("order").findValuesAsString("provider");
    }

    @Test
    void aWholeRequestIsPlannedAsItWouldBeAnswered() {
        JsonNode plan =
                plan("""
                {"models": ["acme/gpt-2", "zeta/tiny"],
                  "messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}],
                  "tools": [{"type": "function", "function": {"name": "f"}}]}
                """)
                        .json();
        assertThat(plan.at("/order/0/model").stringValue()).isEqualTo("acme/gpt-2");
        assertThat(plan.get("strategy").stringValue()).isEqualTo("fallback");
    }

    @Test
    void nobodyLeftIsToldAsACallWouldBe() {
        ApiHouse.Reply reply =
                plan("{\"model\":\"acme/gpt-1\",\"provider\":{\"max_price\":{\"prompt\":0.01}}}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.message()).contains("provider.max_price");
        JsonNode rejected = reply.at("/error/metadata/rejected");
        assertThat(rejected.size()).isEqualTo(2);
        assertThat(rejected.at("/0/field").stringValue()).isEqualTo("provider.max_price");
        assertThat(plan("{\"model\":\"acme/gpt-3\"}").status()).isEqualTo(404);
        assertThat(plan("{\"model\":\"acme/gpt-3\"}").message()).contains("acme/gpt-1");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(plan("{\"model\":\"acme/gpt-1\",\"provider\":{\"ordr\":[]}}").message())
                .contains("order");
        assertThat(plan("{}").status()).isEqualTo(400);
        assertThat(plan("[]").status()).isEqualTo(400);
        assertThat(plan("{\"model\":7}").status()).isEqualTo(400);
    }
}
