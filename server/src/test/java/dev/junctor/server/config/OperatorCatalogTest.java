package dev.junctor.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogData;
import dev.junctor.core.catalog.DataPolicy.Stance;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.usage.Bucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OperatorCatalogTest {
    private static final Catalog BASE = base();

    private static Catalog base() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        file(
                files,
                "models/acme/big.json",
                "{'id':'acme/big','name':'Big','context':1000,'max_output':100,'caps':['tools']}");
        file(
                files,
                "models/acme/rare.json",
                "{'id':'acme/rare','name':'Rare','context':1000,'max_output':100}");
        file(
                files,
                "providers/cloudy.json",
                "{'id':'cloudy','name':'Cloudy','env':['CLOUDY_API_KEY','CLOUDY_KEY'],"
                        + "'dialects':{'openai-chat':'https://api.cloudy.example/v1'},"
                        + "'data_policy':{'trains':'yes'},"
                        + "'endpoints':[{'model':'acme/big','upstream':'big-1','price':{'input':1,'output':2}},"
                        + "{'model':'acme/rare','upstream':'rare-1'}]}");
        file(
                files,
                "providers/tenant.json",
                "{'id':'tenant','name':'Tenant','env':['TENANT_KEY'],"
                        + "'dialects':{'openai-chat':'https://${TENANT_NAME}.example/v1'},"
                        + "'endpoints':[{'model':'acme/big','upstream':'b','price':{'input':1,'output':2}}]}");
        file(
                files,
                "providers/local.json",
                "{'id':'local','name':'Local','auth':'none',"
                        + "'dialects':{'openai-chat':'http://127.0.0.1:11434/v1'},"
                        + "'endpoints':[{'model':'acme/big','upstream':'b','price':{'input':0,'output':0}}]}");
        return CatalogData.read(files).catalog();
    }

    private static void file(Map<String, byte[]> files, String name, String json) {
        files.put(name, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Config config(String yaml) {
        return switch (ConfigReader.parse(yaml, Path.of("/"), Map.of())) {
            case ConfigResult.Valid(Config config) -> config;
            case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                    throw new AssertionError(problems);
        };
    }

    private static Catalog laid(String yaml) {
        OperatorCatalog.Laid laid = OperatorCatalog.lay(BASE, config(yaml));
        assertThat(laid.problems()).isEmpty();
        return laid.catalog();
    }

    private static List<String> problems(String yaml) {
        return OperatorCatalog.lay(BASE, config(yaml)).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static Endpoint endpoint(Catalog catalog, String key) {
        return catalog.endpoints().stream()
                .filter(endpoint -> endpoint.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Price price(Endpoint endpoint, Pricing.Basis basis) {
        assertThat(endpoint.pricing()).isInstanceOf(Pricing.Known.class);
        Pricing.Known known = (Pricing.Known) endpoint.pricing();
        assertThat(known.basis()).isEqualTo(basis);
        return known.price();
    }

    @Test
    void aProviderOfOnesOwnServesItsModels() {
        Catalog catalog =
                laid(
                        """
                        providers:
                          my-vllm:
                            dialect: openai-chat
                            base_url: http://127.0.0.1:9000/v1
                            models:
                            - {id: my/tiny, upstream: tiny, context: 32768, price: {input: 0.15, output: 0.6}}
                            - {id: acme/big, capabilities: [reasoning], price: {input: 0, output: 0}}
                        """);
        Provider mine = catalog.provider("my-vllm").orElseThrow();
        assertThat(mine.dialects()).containsEntry("openai-chat", "http://127.0.0.1:9000/v1");
        assertThat(mine.auth()).isEqualTo(Provider.Auth.NONE);
        Endpoint tiny = catalog.endpointsOf("my/tiny").getFirst();
        assertThat(tiny.upstreamId()).isEqualTo("tiny");
        assertThat(tiny.isServed()).isTrue();
        assertThat(tiny.can(Capability.TOOLS)).isTrue();
        assertThat(price(tiny, Pricing.Basis.OPERATOR).base().nanoPerMillion(Bucket.OUTPUT))
                .isEqualTo(600_000_000);
        assertThat(catalog.resolve("my/tiny")).isPresent();
        assertThat(catalog.servedModels()).contains(catalog.model("my/tiny").orElseThrow());
        Endpoint big = endpoint(catalog, "my-vllm:big");
        assertThat(big.context()).isEqualTo(1_000);
        assertThat(catalog.endpointsOf("acme/big")).hasSize(4);
    }

    @Test
    void aKnownProviderIsChangedWhereSomethingIsSaid() {
        Catalog catalog =
                laid(
                        """
                        providers:
                          cloudy:
                            base_url: https://proxy.example/v1
                            data_policy: {retains: false}
                            quantizations: {acme/big: fp8, "*": bf16}
                            ceiling_price: {input: 10, output: 20}
                        """);
        Endpoint big = endpoint(catalog, "cloudy:big-1");
        assertThat(big.provider().dialects())
                .containsExactly(Map.entry("openai-chat", "https://proxy.example/v1"));
        assertThat(big.provider().dataPolicy().retains()).isEqualTo(Stance.NO);
        assertThat(big.provider().dataPolicy().trains()).isEqualTo(Stance.YES);
        assertThat(big.quantization()).isEqualTo("fp8");
        assertThat(price(big, Pricing.Basis.CATALOG).base().nanoPerMillion(Bucket.INPUT))
                .isEqualTo(1_000_000_000);
        Endpoint rare = endpoint(catalog, "cloudy:rare-1");
        assertThat(rare.quantization()).isEqualTo("bf16");
        assertThat(price(rare, Pricing.Basis.CEILING).base().nanoPerMillion(Bucket.INPUT))
                .isEqualTo(10_000_000_000L);
        assertThat(rare.isServed()).isTrue();
        assertThat(endpoint(BASE, "cloudy:rare-1").isServed()).isFalse();
        assertThat(catalog.provider("tenant")).isEqualTo(BASE.provider("tenant"));
    }

    @Test
    void aDisabledProviderIsGone() {
        Catalog catalog = laid("providers: {cloudy: {enabled: false}}");
        assertThat(catalog.provider("cloudy")).isEmpty();
        assertThat(catalog.endpointsOf("acme/rare")).isEmpty();
    }

    @Test
    void whatDoesNotFitTheCatalogIsToldWithTheNearest() {
        assertThat(problems("providers: {claudy: {api_key: x}}"))
                .singleElement()
                .asString()
                .startsWith("providers.claudy: is no provider of the catalog")
                .contains("did you mean cloudy?", "dialect, base_url, models");
        assertThat(problems("providers: {cloudy: {quantizations: {acme/bigg: fp8}}}"))
                .singleElement()
                .asString()
                .startsWith("providers.cloudy.quantizations.acme/bigg")
                .contains("acme/big?");
        assertThat(problems("policy: {only: [cloudy], ignore: [tenannt]}"))
                .singleElement()
                .asString()
                .startsWith("policy.ignore[0]")
                .contains("tenant?");
    }

    @Test
    void aKeyInTheEnvironmentEnablesAProvider() {
        Config config = config("");
        assertThat(ProviderAccess.of(BASE, config, Map.of()).bySlug()).isEmpty();
        ProviderAccess access =
                ProviderAccess.of(BASE, config, Map.of("CLOUDY_KEY", "k", "CLOUDY_API_KEY", " "));
        assertThat(access.bySlug()).containsOnlyKeys("cloudy");
        assertThat(access.bySlug().values())
                .allSatisfy(cloudy -> {
                    assertThat(cloudy.key().reveal()).isEqualTo("k");
                    assertThat(cloudy.source()).isEqualTo("CLOUDY_KEY");
                });
        assertThat(access.catalog().endpointsOf("acme/big")).hasSize(1);
        assertThat(access.toString()).doesNotContain("key=k");
    }

    @Test
    void theConfigurationsKeyCountsBeforeTheEnvironment() {
        ProviderAccess access =
                ProviderAccess.of(
                        BASE,
                        config("providers: {cloudy: {api_key: mine, headers: {X-A: b}}, local: }"),
                        Map.of("CLOUDY_KEY", "theirs"));
        assertThat(access.bySlug()).containsOnlyKeys("cloudy", "local");
        ProviderAccess.Access cloudy =
                access.bySlug().values().stream()
                        .filter(each -> !each.key().isEmpty())
                        .findFirst()
                        .orElseThrow();
        assertThat(cloudy.key().reveal()).isEqualTo("mine");
        assertThat(cloudy.headers()).containsKey("X-A");
    }

    @Test
    void aBaseUrlIsCompletedOrItsProviderIsLeftOut() {
        assertThat(ProviderAccess.of(BASE, config(""), Map.of("TENANT_KEY", "k")).bySlug())
                .isEmpty();
        ProviderAccess access =
                ProviderAccess.of(BASE, config(""), Map.of("TENANT_KEY", "k", "TENANT_NAME", "my"));
        assertThat(access.catalog().endpointsOf("acme/big").getFirst().provider().dialects())
                .containsEntry("openai-chat", "https://my.example/v1");
    }
}
