package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogData;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class DoctorCommandTest {
    /** Today is the 24th of November 2026. */
    private static final String PROVIDER =
            """
            {"id": "acme", "name": "Acme", "env": ["ACME_API_KEY"],
             "dialects": {"openai-chat": "URL"},
             "endpoints": [
              {"model": "acme/tiny-2", "upstream": "tiny-2", "price": {"input": 0.1, "output": 0.2}},
              {"model": "acme/tiny-1", "upstream": "tiny-1", "price": {"input": 0.1, "output": 0.2}, "shutdown": "2026-12-11"},
              {"model": "acme/old", "upstream": "old", "price": {"input": 0.1, "output": 0.2}, "shutdown": "2026-10-01", "replacement": "acme/tiny-2"},
              {"model": "acme/fading", "upstream": "fading", "price": {"input": 0.1, "output": 0.2}, "status": "deprecated"},
              {"model": "acme/dear", "upstream": "dear"}]}
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Map<String, String> settings = new HashMap<>();

    @TempDir private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aFreshMachineIsToldWhatIsMissingAndFailsNothing() {
        Shell.Result result = shell().run("doctor", "--json");

        assertThat(result.code()).isZero();
        assertThat(levels(result, "java")).containsExactly("ok");
        assertThat(finding(result, "config")).isEqualTo("is not there, and need not be");
        assertThat(finding(result, "data")).isEqualTo("will be made at the first start");
        assertThat(levels(result, "listen")).containsExactly("ok");
        assertThat(finding(result, "gateway")).startsWith("no gateway answers at");
        assertThat(remedy(result, "gateway")).contains("./junctor demo");
        assertThat(finding(result, "provider")).isEqualTo("no provider is set up");
        assertThat(remedy(result, "provider")).contains("OPENAI_API_KEY");
    }

    @Test
    void whatIsWrongInTheConfigurationIsAProblem() throws IOException {
        Files.writeString(folder.resolve("junctor.yaml"), "lisen: 127.0.0.1:1\n");

        Shell.Result result = shell().run("doctor", "--json");

        assertThat(result.code()).isEqualTo(1);
        assertThat(levels(result, "config")).containsExactly("problem");
        assertThat(finding(result, "config")).contains("line 1", "listen");
    }

    @Test
    void aPortThatAnotherProgramHasIsAProblem() {
        gateway.on("GET /healthz", 200, "{\"status\":\"ok\"}");
        settings.put("JUNCTOR_LISTEN", gateway.url().substring("http://".length()));

        Shell.Result result = shell().run("doctor", "--json");

        assertThat(result.code()).isEqualTo(1);
        assertThat(levels(result, "listen")).containsExactly("problem");
        assertThat(remedy(result, "listen")).contains("--port", "--listen");
    }

    @Test
    void aPortThatJunctorHasIsAsItShouldBe() {
        gateway.on("GET /healthz", 200, "{\"status\":\"ok\",\"version\":\"development\"}");
        settings.put("JUNCTOR_LISTEN", gateway.url().substring("http://".length()));

        assertThat(finding(shell().run("doctor", "--json"), "listen"))
                .isEqualTo("a Junctor listens there");
    }

    @Test
    void aDataFolderThatIsAFileIsAProblem() throws IOException {
        Files.writeString(folder.resolve("data"), "");

        Shell.Result result = shell().run("doctor", "--json");

        assertThat(levels(result, "data")).containsExactly("problem");
        assertThat(remedy(result, "data")).contains("--data");
    }

    @Test
    void aRunningGatewayAndItsKeysAreLookedAt() {
        gateway.on("GET /healthz", 200, "{\"status\":\"ok\",\"version\":\"development\"}")
                .on("GET /readyz", 200, "{\"status\":\"ready\"}")
                .on("GET /api/v1/key", 200, "{\"data\":{\"limit_remaining\":3.5}}")
                .on("GET /api/v1/keys", 401, "{\"error\":{\"message\":\"This key was revoked.\"}}");
        settings.put("JUNCTOR_URL", gateway.url());
        settings.put("JUNCTOR_API_KEY", "sk-a");
        settings.put("JUNCTOR_MANAGEMENT_KEY", "sk-b");

        Shell.Result result = shell().run("doctor", "--json");

        assertThat(result.code()).isEqualTo(1);
        assertThat(finding(result, "gateway")).isEqualTo("is up");
        assertThat(levels(result, "key")).containsExactly("ok", "problem");
        assertThat(result.out()).contains("works, $3.50 left", "This key was revoked.");
        assertThat(result.out()).doesNotContain("sk-a", "sk-b");
    }

    @Test
    void somethingElseAtTheGatewaysAddressIsAProblem() {
        gateway.on("GET /healthz", 200, "{\"hello\":\"world\"}");
        settings.put("JUNCTOR_URL", gateway.url());

        Shell.Result result = shell().run("doctor", "--json");

        assertThat(finding(result, "gateway"))
                .isEqualTo("something answers there that is not Junctor");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void anotherVersionThanThisOneIsSaid() {
        gateway.on("GET /healthz", 200, "{\"status\":\"ok\",\"version\":\"0.0.1\"}")
                .on("GET /readyz", 200, "{\"status\":\"ready\"}");
        settings.put("JUNCTOR_URL", gateway.url());

        assertThat(finding(shell().run("doctor", "--json"), "gateway"))
                .isEqualTo("runs version 0.0.1, this is development");
    }

    @Test
    void whatAProviderServesHasNoPriceForOrWillEndIsSaid() {
        Shell.Result result = stocked("http://127.0.0.1:1/v1").run("doctor", "--offline", "--json");

        assertThat(result.code()).isZero();
        assertThat(finding(result, "provider"))
                .isEqualTo("opened by ACME_API_KEY, serves 3 models");
        assertThat(finding(result, "price")).contains("acme/dear");
        assertThat(remedy(result, "price")).contains("providers.acme.ceiling_price");
        assertThat(of(result, "lifecycle").map(one -> one.path("finding").asString("")))
                .containsExactly(
                        "acme/old was shut down on 2026-10-01",
                        "acme/tiny-1 will be shut down on 2026-12-11, in 17 days",
                        "acme/fading is no longer recommended");
        assertThat(of(result, "lifecycle").map(one -> one.path("remedy").asString("")))
                .containsExactly(
                        "Use acme/tiny-2.",
                        "Use acme/tiny-2, the newest of its family (~acme/tiny-latest).",
                        "Choose another with ./junctor models.");
        assertThat(levels(result, "lifecycle")).containsExactly("warning", "warning", "hint");
    }

    @Test
    void aKeyForAnUnknownProviderIsAHintWithTheNearestName() throws IOException {
        settings.put("ACMI_API_KEY", "x");
        settings.put("OTHER_THINGS_API_KEY", "x");
        settings.put("MEANT_API_KEY", "x");
        Files.writeString(
                folder.resolve("junctor.yaml"),
                "keys:\n  - {name: dev, key: \"${MEANT_API_KEY}\"}\n");

        Shell.Result result = stocked("http://127.0.0.1:1/v1").run("doctor", "--offline", "--json");

        List<JsonNode> keys =
                of(result, "key")
                        .filter(one -> !one.path("subject").asString("").startsWith("JUNCTOR"))
                        .toList();
        assertThat(keys)
                .extracting(one -> one.path("subject").asString(""))
                .containsExactly("ACMI_API_KEY", "OTHER_THINGS_API_KEY");
        assertThat(keys.getFirst().path("remedy").asString(""))
                .isEqualTo("Did you mean ACME_API_KEY?");
    }

    @Test
    void aProviderThatAnswersAndTakesTheKeyIsReachable() {
        gateway.on("GET /v1/models", 200, "{\"data\":[]}");

        Shell.Result result = stocked(gateway.url() + "/v1").run("doctor", "--json");

        assertThat(finding(result, "reach")).isEqualTo("answers and takes our key");
        assertThat(gateway.asked().getLast().authorization()).isEqualTo("Bearer sk-acme");
    }

    @Test
    void aProviderThatRefusesTheKeyOrIsNotThereIsAProblem() {
        gateway.on("GET /v1/models", 401, "{}");

        Shell.Result refused = stocked(gateway.url() + "/v1").run("doctor", "--json");
        String gone = gateway.url();
        gateway.close();
        Shell.Result unreachable = stocked(gone + "/v1").run("doctor", "--json");

        assertThat(finding(refused, "reach")).isEqualTo("answers, and refuses our key (401)");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(finding(unreachable, "reach")).startsWith("cannot be reached at");
        assertThat(unreachable.code()).isEqualTo(1);
        assertThat(refused.out() + unreachable.out()).doesNotContain("sk-acme");
    }

    @Test
    void anAddressThatNeedsAVariableSaysWhich() {
        Catalog everything = catalog("https://${ACME_HOST}/v1");
        settings.put("ACME_API_KEY", "sk-acme");

        Shell.Result result =
                shell().stocked(
                                new Stock(
                                        everything,
                                        everything.restrictedTo(provider -> false),
                                        Map.of()))
                        .run("doctor", "--offline", "--json");

        assertThat(of(result, "provider").map(one -> one.path("finding").asString("")))
                .containsExactly("no provider is set up", "its address needs ACME_HOST");
        assertThat(result.out()).contains("providers.acme.base_url");
    }

    @Test
    void peopleReadATableWithTheRemedyUnderEachFinding() {
        Shell.Result result = stocked("http://127.0.0.1:1/v1").run("doctor", "--offline");

        assertThat(result.out())
                .contains("LEVEL", "TOPIC", "SUBJECT", "FINDING")
                .containsPattern("warning +price +acme +nobody knows the price of acme/dear")
                .containsPattern("\n +→ Set providers.acme.ceiling_price");
        assertThat(result.err()).contains("0 problems, 3 warnings");
    }

    private Shell stocked(String url) {
        settings.put("ACME_API_KEY", "sk-acme");
        Catalog catalog = catalog(url);
        return shell().stocked(new Stock(catalog, catalog, access()));
    }

    private static Map<String, ProviderAccess.Access> access() {
        return Map.of(
                "acme", new ProviderAccess.Access(Secret.of("sk-acme"), Map.of(), "ACME_API_KEY"));
    }

    private static Catalog catalog(String url) {
        Map<String, byte[]> files = new HashMap<>();
        files.put(
                "providers/acme.json",
                PROVIDER.replace("URL", url).getBytes(StandardCharsets.UTF_8));
        for (String slug : List.of("tiny-1", "tiny-2", "old", "fading", "dear")) {
            String family = slug.startsWith("tiny") ? "\"family\": \"tiny\"," : "";
            files.put(
                    "models/acme/" + slug + ".json",
                    "{\"id\": \"acme/%s\", %s \"name\": \"%s\"}"
                            .formatted(slug, family, slug)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return CatalogData.read(files).catalog();
    }

    private Shell shell() {
        Shell shell = new Shell().in(folder).set("JUNCTOR_URL", "http://127.0.0.1:1");
        shell.set("JUNCTOR_LISTEN", "127.0.0.1:0");
        settings.forEach(shell::set);
        return shell;
    }

    private static Stream<JsonNode> of(Shell.Result result, String topic) {
        return result.json()
                .valueStream()
                .filter(one -> one.path("topic").asString("").equals(topic));
    }

    private static List<String> levels(Shell.Result result, String topic) {
        return of(result, topic).map(one -> one.path("level").asString("")).toList();
    }

    private static String finding(Shell.Result result, String topic) {
        return of(result, topic).findFirst().orElseThrow().path("finding").asString("");
    }

    private static String remedy(Shell.Result result, String topic) {
        return of(result, topic).findFirst().orElseThrow().path("remedy").asString("");
    }
}
