package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayTest {
    private final FakeGateway gateway = new FakeGateway();

    @TempDir private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aGatewayThatIsNotThereIsNamedWithWhatToDo() {
        String gone = gateway.url();
        gateway.close();

        Shell.Result result = new Shell().set("JUNCTOR_URL", gone).run("models");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo(
                        "junctor: no gateway answers at "
                                + gone
                                + "\n  Start one with ./junctor demo, or set JUNCTOR_URL to where"
                                + " yours is.\n");
    }

    @Test
    void theAddressMayBeWrittenAsClientsWriteIt() {
        gateway.on("GET /api/v1/providers", 200, "{\"data\":[]}");
        for (String end : new String[] {"", "/", "/v1", "/api/v1", "/api/v1/"}) {
            assertThat(shell().set("JUNCTOR_URL", gateway.url() + end).run("providers").code())
                    .isZero();
        }
        String bare = gateway.url().substring("http://".length());
        assertThat(shell().set("JUNCTOR_URL", bare).run("providers").code()).isZero();
        assertThat(gateway.asked())
                .hasSize(6)
                .allMatch(asked -> asked.target().equals("/api/v1/providers"));
    }

    @Test
    void anAddressThatIsNoneIsAFailureInWords() {
        Shell.Result result = new Shell().set("JUNCTOR_URL", "http://a b").run("models");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("JUNCTOR_URL", "http://a b");
    }

    @Test
    void theKeyOfTheEnvironmentIsShown() {
        gateway.on("GET /api/v1/providers", 200, "{\"data\":[]}");

        shell().set("JUNCTOR_API_KEY", "sk-jn-v1-mine").run("providers");

        assertThat(gateway.asked().getFirst().authorization()).isEqualTo("Bearer sk-jn-v1-mine");
    }

    @Test
    void withoutOneTheDemosKeyIsShownOnThisMachine() throws IOException {
        keepDemoKeys();
        gateway.on("GET /api/v1/providers", 200, "{\"data\":[]}")
                .on("GET /api/v1/keys", 200, "{\"data\":[]}");

        shell().run("providers");
        shell().run("keys", "list");

        assertThat(gateway.asked().get(0).authorization()).isEqualTo("Bearer sk-demo");
        assertThat(gateway.asked().get(1).authorization()).isEqualTo("Bearer sk-demo-management");
    }

    @Test
    void theDemosKeysAreNotForOtherMachines() throws IOException {
        keepDemoKeys();
        Environment environment =
                new Environment(
                        java.util.Map.of(),
                        folder,
                        Environment.Screen.PIPE,
                        java.io.InputStream.nullInputStream(),
                        java.time.Clock.systemUTC(),
                        () -> 0);

        for (String elsewhere :
                new String[] {
                    "https://gateway.example", "http://10.0.0.7:8080", "http://[2001:db8::1]"
                }) {
            assertThat(AccessKeys.of(environment, elsewhere).of(Access.INFERENCE).isEmpty())
                    .as(elsewhere)
                    .isTrue();
        }
        for (String here :
                new String[] {"http://localhost:1", "http://127.0.0.1:8080", "http://[::1]:8080"}) {
            assertThat(AccessKeys.of(environment, here).of(Access.INFERENCE).reveal())
                    .as(here)
                    .isEqualTo("sk-demo");
        }
    }

    @Test
    void aRefusedKeySaysWhichVariableIsMeant() {
        String refusal =
                "{\"error\":{\"code\":401,\"message\":\"This API key is not known here.\"}}";
        gateway.on("GET /api/v1/models", 401, refusal).on("GET /api/v1/keys", 401, refusal);

        assertThat(shell().run("models").err())
                .contains("401", "This API key is not known here.", "JUNCTOR_API_KEY");
        assertThat(shell().run("keys", "list").err()).contains("JUNCTOR_MANAGEMENT_KEY");
    }

    @Test
    void somethingElseThatAnswersThereIsRecognised() {
        gateway.on("GET /api/v1/models", 200, "<html>hello</html>");

        Shell.Result result = shell().run("models");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("is not a Junctor gateway", "JUNCTOR_URL");
    }

    private Shell shell() {
        return new Shell().in(folder).set("JUNCTOR_URL", gateway.url());
    }

    private void keepDemoKeys() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/demo"));
        Files.writeString(
                data.resolve("demo-keys.properties"),
                "inference=sk-demo\nmanagement=sk-demo-management\n");
    }
}
