package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.usage.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The catalog as it is shipped. */
final class CatalogFilesTest {
    private static final CatalogData DATA = CatalogData.read(CatalogFolder.files());
    private static final Catalog CATALOG = DATA.catalog();

    @Test
    void isSound() {
        assertThat(CatalogCheck.findings(DATA)).isEmpty();
    }

    @Test
    void servesFourHundredModelsOfFiftyProvidersByDefault() {
        Set<String> models = new HashSet<>();
        Set<String> providers = new HashSet<>();
        for (Model model : CATALOG.servedModels()) {
            for (Endpoint endpoint : CATALOG.endpointsOf(model.id())) {
                if (isUsableWithAKeyAlone(endpoint)) {
                    models.add(model.id());
                    providers.add(endpoint.provider().slug());
                }
            }
        }
        assertThat(models).hasSizeGreaterThanOrEqualTo(400);
        assertThat(providers).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void gatewaysServeModelsByTheirKeyAlone() {
        for (String gateway : List.of("openrouter", "vercel")) {
            List<Endpoint> usable =
                    CATALOG.endpoints().stream()
                            .filter(endpoint -> endpoint.provider().slug().equals(gateway))
                            .filter(CatalogFilesTest::isUsableWithAKeyAlone)
                            .toList();
            assertThat(usable).as(gateway).hasSizeGreaterThan(150);
            assertThat(usable)
                    .as("nothing of %s looks free", gateway)
                    .allSatisfy(endpoint -> assertThat(inputPrice(endpoint)).isPositive());
        }
    }

    private static long inputPrice(Endpoint endpoint) {
        return endpoint.pricing() instanceof Pricing.Known known
                ? known.price().base().nanoPerMillion(Bucket.INPUT)
                : 0;
    }

    private static boolean isUsableWithAKeyAlone(Endpoint endpoint) {
        return endpoint.isServed()
                && endpoint.type().equals("chat")
                && endpoint.dialect().equals("openai-chat")
                && endpoint.provider().authFor("openai-chat") != Provider.Auth.OTHER
                && !endpoint.provider().keyVariables().isEmpty()
                && endpoint.provider().openVariables().isEmpty();
    }

    @Test
    void aNewProviderIsOneFileOfFifteenLines() {
        String file =
                """
                {
                  "id": "acme",
                  "name": "Acme Inference",
                  "kind": "host",
                  "env": ["ACME_API_KEY"],
                  "dialects": {"openai-chat": "https://api.acme.example/v1"},
                  "quirks": {"roles": {"developer": "system"}},
                  "links": {"docs": "https://acme.example/docs"},
                  "endpoints": [
                    {"model": "openai/gpt-oss-120b", "upstream": "gpt-oss-120b",
                      "price": {"input": 0.1, "output": 0.4}},
                    {"model": "qwen/qwen3.6-27b", "upstream": "acme-qwen", "max_output": 4096,
                      "price": {"input": 0.3, "output": 1.2, "cache_read": 0.03}}
                  ]
                }
                """;
        assertThat(file.lines()).hasSizeLessThanOrEqualTo(16);
        Map<String, byte[]> files = new TreeMap<>(CatalogFolder.files());
        files.put("providers/acme.json", file.getBytes(StandardCharsets.UTF_8));
        CatalogData data = CatalogData.read(files);
        Catalog catalog = data.catalog();

        assertThat(CatalogCheck.findings(data)).isEmpty();
        Model model = catalog.resolve("acme-qwen").orElseThrow();
        assertThat(model.id()).isEqualTo("qwen/qwen3.6-27b");
        Endpoint endpoint =
                catalog.endpointsOf(model.id()).stream()
                        .filter(offer -> offer.provider().slug().equals("acme"))
                        .findFirst()
                        .orElseThrow();
        assertThat(endpoint.key()).isEqualTo("acme:acme-qwen");
        assertThat(endpoint.tag()).isEqualTo("acme");
        assertThat(endpoint.dialect()).isEqualTo("openai-chat");
        assertThat(endpoint.context()).isEqualTo(model.context());
        assertThat(endpoint.maxOutput()).isEqualTo(4096);
        assertThat(endpoint.capabilities()).isEqualTo(model.capabilities());
        assertThat(endpoint.isServed()).isTrue();
    }

    @Test
    void namesAreUnderstoodAsPeopleWriteThem() {
        for (List<String> pair :
                List.of(
                        List.of("openai/gpt-4o-mini", "openai/gpt-4o-mini"),
                        List.of("gpt-4o-mini", "openai/gpt-4o-mini"),
                        List.of("GPT-4o-mini", "openai/gpt-4o-mini"),
                        List.of("OpenAI/GPT-4o-Mini", "openai/gpt-4o-mini"),
                        List.of("claude-opus-4-5-20251101", "anthropic/claude-opus-4.5"),
                        List.of("anthropic/claude-opus-4-5", "anthropic/claude-opus-4.5"),
                        List.of("claude-opus-4.5", "anthropic/claude-opus-4.5"),
                        List.of("gpt-5.5-2026-04-23", "openai/gpt-5.5"),
                        List.of("llama-3.3-70b-versatile", "meta-llama/llama-3.3-70b-instruct"),
                        List.of("~anthropic/claude-opus-latest", "anthropic/claude-opus-5.5"),
                        List.of("~openai/gpt-sol-latest", "openai/gpt-6.1-sol"))) {
            assertThat(CATALOG.resolve(pair.getFirst()).map(Model::id))
                    .as(pair.getFirst())
                    .contains(pair.getLast());
        }
    }

    @Test
    void aWrongNameFindsTheOneThatWasMeant() {
        for (List<String> pair :
                List.of(
                        List.of("gpt4o-mini", "openai/gpt-4o-mini"),
                        List.of("openai/gpt-4o-mimi", "openai/gpt-4o-mini"),
                        List.of("claude-sonet-4.5", "anthropic/claude-sonnet-4.5"),
                        List.of("anthropic/claude-opus", "anthropic/claude-opus-5"),
                        List.of("deepseek-v4-por", "deepseek/deepseek-v4-pro"))) {
            assertThat(CATALOG.nearest(pair.getFirst(), 3))
                    .as(pair.getFirst())
                    .hasSize(3)
                    .extracting(Model::id)
                    .contains(pair.getLast());
        }
        assertThat(CATALOG.resolve("gpt-4o-mimi")).isEmpty();
    }
}
