package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListsTest {
    private static final String MODELS =
            """
            {"data":[
              {"id":"acme/tiny","name":"Tiny","context_length":131072,"pricing":{"prompt":"0.00000015","completion":"0.0000006"},"provider_count":3,"quality":{"coding":1200,"overall":1180.4}},
              {"id":"acme/huge","name":"Huge Model","context_length":1000000,"pricing":{"prompt":"0.00000125","completion":"0.00001"},"provider_count":1,"quality":{"overall":1401}},
              {"id":"zeta/free","name":"Free","context_length":0,"pricing":{"prompt":"0","completion":"0"},"provider_count":1}
            ]}
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell = new Shell().set("JUNCTOR_URL", gateway.url());

    @BeforeEach
    void plan() {
        gateway.on("GET /api/v1/models", 200, MODELS)
                .on(
                        "GET /api/v1/providers",
                        200,
                        """
                        {"data":[{"name":"Acme Inc","slug":"acme","privacy_policy_url":"https://acme.example/privacy","headquarters":"FR"},
                                 {"name":"Zeta","slug":"zeta","privacy_policy_url":null,"headquarters":null}]}
                        """);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void modelsAreAnAlignedTable() {
        Shell.Result result = shell.run("models");

        assertThat(result.out())
                .isEqualTo(
                        """
                        MODEL      CONTEXT  $/M IN  $/M OUT  PROVIDERS  QUALITY
                        acme/tiny     128K    0.15     0.60          3     1180
                        acme/huge       1M    1.25    10.00          1     1401
                        zeta/free        ?    0.00     0.00          1
                        """);
        assertThat(result.err()).isEqualTo("3 of 3 models\n");
    }

    @Test
    void wordsNarrowThemDown() {
        assertThat(ids(shell.run("models", "HUGE", "acme", "--json"))).containsExactly("acme/huge");
        assertThat(ids(shell.run("models", "model", "--json"))).containsExactly("acme/huge");
        assertThat(shell.run("models", "nothing").err()).isEqualTo("0 of 3 models\n");
        assertThat(shell.run("models", "nothing", "--json").out()).isEqualTo("[ ]\n");
    }

    @Test
    void theyAreSortedAsAsked() {
        assertThat(ids(shell.run("models", "--sort", "price", "--json")))
                .containsExactly("zeta/free", "acme/tiny", "acme/huge");
        assertThat(ids(shell.run("models", "--sort", "context", "--json")))
                .containsExactly("acme/huge", "acme/tiny", "zeta/free");
        assertThat(ids(shell.run("models", "--sort", "quality", "--json")))
                .containsExactly("acme/huge", "acme/tiny", "zeta/free");
        assertThat(ids(shell.run("models", "--sort", "name", "--limit", "1", "--json")))
                .containsExactly("acme/huge");
        assertThat(shell.run("models", "--sort", "beauty").code()).isEqualTo(2);
        assertThat(shell.run("models", "--limit", "0").code()).isEqualTo(2);
    }

    @Test
    void oneProvidersModelsAreAskedForByItsSlug() {
        shell.run("models", "--provider", "ac me");

        assertThat(gateway.asked().getFirst().target())
                .isEqualTo("/api/v1/models?output_modalities=all&providers=ac+me");
    }

    @Test
    void providersAreATable() {
        assertThat(shell.run("providers").out())
                .isEqualTo(
                        """
                        PROVIDER  NAME      COUNTRY  PRIVACY POLICY
                        acme      Acme Inc  FR       https://acme.example/privacy
                        zeta      Zeta
                        """);
        assertThat(shell.run("providers", "inc", "--json").json().at("/0/slug").asString(""))
                .isEqualTo("acme");
    }

    private static java.util.List<String> ids(Shell.Result result) {
        return result.json().valueStream().map(model -> model.path("id").asString("")).toList();
    }
}
