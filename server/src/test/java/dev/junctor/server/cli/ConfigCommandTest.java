package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ConfigCommandTest {
    @TempDir private Path folder;

    @Test
    void aGoodFileIsValid() throws IOException {
        write("junctor.yaml", "listen: 127.0.0.1:9090\n");

        Shell.Result result = shell().run("config", "check");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(folder.resolve("junctor.yaml") + " is valid.\n");
        assertThat(result.err()).contains("127.0.0.1:9090");
        assertThat(shell().run("config", "check", "--json").out()).isEqualTo("[ ]\n");
    }

    @Test
    void everyMistakeOfABadFileIsToldWithItsLine() throws IOException {
        write("bad.yaml", "lisen: 127.0.0.1:9090\nkeys:\n  - {name: dev, key: \"${DEV_KEY}\"}\n");

        Shell.Result result = shell().run("config", "check", "bad.yaml");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("line 1", "listen", "line 3", "DEV_KEY");
        assertThat(result.err()).contains("2 mistakes");
        assertThat(shell().run("config", "check", "bad.yaml", "--json").json()).hasSize(2);
        assertThat(shell().run("config", "check", "bad.yaml", "--json").code()).isEqualTo(1);
    }

    @Test
    void variablesOfTheEnvironmentAreLookedUp() throws IOException {
        write("junctor.yaml", "keys:\n  - {name: dev, key: \"${DEV_KEY}\"}\n");

        Shell.Result result =
                shell().set("DEV_KEY", "sk-dev-0123456789abcdef0123").run("config", "check");

        assertThat(result.code()).isZero();
        assertThat(result.out() + result.err()).doesNotContain("sk-dev");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        Shell.Result result = shell().run("config", "check");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("junctor.yaml is not there");
    }

    @Test
    void theSchemaIsJson() {
        Shell.Result result = shell().run("config", "schema");

        assertThat(result.code()).isZero();
        assertThat(
                        JsonMapper.builder()
                                .build()
                                .readTree(result.out())
                                .path("properties")
                                .has("listen"))
                .isTrue();
    }

    @Test
    void optionsOfServeCountBeforeTheFile() throws IOException {
        write("junctor.yaml", "listen: 127.0.0.1:9090\n");
        Shell shell = shell();
        shell.run("serve", "--listen", "127.0.0.1:7070", "--data", "elsewhere");

        ServeOptions options = (ServeOptions) shell.started().getFirst();

        assertThat(options.read(java.util.Map.of()))
                .isInstanceOfSatisfying(
                        dev.junctor.server.config.ConfigResult.Valid.class,
                        valid -> {
                            assertThat(valid.config().listen().port()).isEqualTo(7070);
                            assertThat(valid.config().data())
                                    .isEqualTo(folder.resolve("elsewhere"));
                        });
    }

    private Shell shell() {
        return new Shell().in(folder);
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name), yaml);
    }
}
