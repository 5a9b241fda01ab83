package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeysCommandTest {
    private static final String FIRST_ID = "3fa9c1d27b40" + "0".repeat(52);
    private static final String SECOND_ID = "aa00bb11cc22" + "1".repeat(52);

    private static final String LIST =
            """
            {"data":[
              {"hash":"%s","name":"ci","label":"sk-jn-v1-abc...123","kind":"inference","disabled":false,"account":"acme","limit":5,"limit_reset":"monthly","limit_remaining":3.5,"usage":1.25,"expires_at":"2026-12-24T12:00:00Z"},
              {"hash":"%s","name":"old","label":"sk-jn-v1-def...456","kind":"management","disabled":true,"account":"default","limit":null,"limit_reset":null,"limit_remaining":null,"usage":0,"expires_at":null}
            ],"total_count":2}
            """
                    .formatted(FIRST_ID, SECOND_ID);

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell =
            new Shell()
                    .set("JUNCTOR_URL", gateway.url())
                    .set("JUNCTOR_API_KEY", "sk-inference")
                    .set("JUNCTOR_MANAGEMENT_KEY", "sk-management");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aNewKeyIsTheOutputSoThatAScriptCanKeepIt() {
        plan();

        Shell.Result result =
                shell.run("keys", "create", "ci", "--limit-usd", "5", "--expires", "30d");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("sk-jn-v1-new\n");
        assertThat(result.err())
                .contains("ci · inference · limit $5.00", "id 3fa9c1d27b40", "not shown again");
        FakeGateway.Asked asked = gateway.asked().getFirst();
        assertThat(asked.authorization()).isEqualTo("Bearer sk-management");
        assertThat(asked.body())
                .isEqualTo("{\"name\":\"ci\",\"limit\":5,\"expires_at\":\"2026-12-24T12:00:00Z\"}");
    }

    @Test
    void asDataTheKeyStandsBesideWhatBelongsToIt() {
        plan();

        Shell.Result result = shell.run("keys", "create", "ci", "--kind", "management", "--json");

        assertThat(result.json().path("key").asString("")).isEqualTo("sk-jn-v1-new");
        assertThat(result.json().path("hash").asString("")).isEqualTo(FIRST_ID);
        assertThat(gateway.asked().getFirst().json().path("kind").asString(""))
                .isEqualTo("management");
    }

    @Test
    void aKeyOfAnAccountWithALimitThatBeginsAnew() {
        plan();

        shell.type("keys create bot --limit-usd 20 --limit-reset monthly --account acme");

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "{\"name\":\"bot\",\"limit\":20,\"limit_reset\":\"monthly\","
                                + "\"account\":\"acme\"}");
    }

    @Test
    void aLimitOrAnEndThatCannotBeMeantMakesNoKey() {
        for (String[] options :
                new String[][] {
                    {"--limit-usd", "-1"},
                    {"--limit-usd", "five"},
                    {"--expires", "soon"},
                    {"--expires", "2020-01-01"},
                    {"--kind", "root"},
                    {"--limit-reset", "hourly"},
                    {"--limit-reset", "daily"}
                }) {
            Shell.Result result = shell.run("keys", "create", "ci", options[0], options[1]);
            assertThat(result.code()).as(options[1]).isEqualTo(2);
            assertThat(result.err()).contains(options[0]);
        }
        assertThat(shell.run("keys", "create").code()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void keysAreATable() {
        plan();

        Shell.Result result = shell.run("keys", "list");

        assertThat(result.out())
                .isEqualTo(
                        """
                        NAME  KIND        KEY                 STATE     ACCOUNT  SPENT  LIMIT  RESET     LEFT  EXPIRES               ID
                        ci    inference   sk-jn-v1-abc...123  works     acme     $1.25  $5.00  monthly  $3.50  2026-12-24T12:00:00Z  3fa9c1d27b40
                        old   management  sk-jn-v1-def...456  disabled  default  $0.00   none                  never                 aa00bb11cc22
                        """);
        assertThat(shell.run("keys", "list", "--json").json()).hasSize(2);
    }

    @Test
    void allPagesAreRead() {
        StringBuilder page = new StringBuilder("{\"data\":[");
        for (int i = 0; i < 100; i++) {
            page.append(i == 0 ? "" : ",").append("{\"hash\":\"h").append(i).append("\"}");
        }
        gateway.on("GET /api/v1/keys", 200, page.append("]}").toString())
                .on("GET /api/v1/keys", 200, LIST);

        assertThat(shell.run("keys", "list", "--json").json()).hasSize(102);
        assertThat(gateway.asked().get(1).target())
                .isEqualTo("/api/v1/keys?include_disabled=true&include_expired=true&offset=100");
    }

    @Test
    void aKeyIsRevokedByNameOrById() {
        plan();

        assertThat(shell.run("keys", "revoke", "ci").out())
                .isEqualTo("Revoked ci (3fa9c1d27b40).\n");
        assertThat(shell.run("keys", "revoke", "AA00BB11").out()).contains("Revoked old");
        assertThat(gateway.asked())
                .filteredOn(asked -> asked.method().equals("DELETE"))
                .extracting(FakeGateway.Asked::target)
                .containsExactly("/api/v1/keys/" + FIRST_ID, "/api/v1/keys/" + SECOND_ID);
    }

    @Test
    void whatIsNotOneKeyIsNotRevoked() {
        gateway.on("GET /api/v1/keys", 200, LIST.replace("\"old\"", "\"ci\""));

        assertThat(shell.run("keys", "revoke", "nobody").err())
                .contains("no key has this name or id: nobody", "./junctor keys list");
        assertThat(shell.run("keys", "revoke", "ci").err())
                .contains("2 keys are called ci: 3fa9c1d27b40, aa00bb11cc22");
        assertThat(gateway.asked()).noneMatch(asked -> asked.method().equals("DELETE"));
    }

    private void plan() {
        gateway.on(
                        "POST /api/v1/keys",
                        201,
                        "{\"data\":{\"hash\":\""
                                + FIRST_ID
                                + "\",\"name\":\"ci\",\"limit\":5,\"kind\":\"inference\"},"
                                + "\"key\":\"sk-jn-v1-new\"}")
                .on("GET /api/v1/keys", 200, LIST)
                .on("DELETE /api/v1/keys/" + FIRST_ID, 200, "{\"deleted\":true}")
                .on("DELETE /api/v1/keys/" + SECOND_ID, 200, "{\"deleted\":true}");
    }
}
