package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
    private final Shell shell = new Shell();

    @Test
    void withoutACommandTheHelpIsShownAndTheUsageWasWrong() {
        Shell.Result result = shell.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("demo", "serve", "chat", "models", "doctor", "keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "simulator",
                "chat",
                "models",
                "providers",
                "route",
                "keys create",
                "keys list",
                "keys revoke",
                "usage",
                "credits show",
                "credits add",
                "accounts create",
                "accounts list",
                "ledger statement",
                "ledger trial-balance",
                "ledger holds",
                "ledger check",
                "ledger export",
                "ledger explain",
                "store backup",
                "store restore",
                "store export",
                "store import",
                "store migrate",
                "doctor",
                "config check",
                "config schema",
                "completion",
                "version"
            })
    void everyCommandExplainsItselfWithExamplesAndExitCodes(String command) {
        Shell.Result result = shell.type(command + " --help");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Usage: ./junctor " + command)
                .contains("Examples:", "  ./junctor " + command)
                .contains("Exit codes:");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        Shell.Result result = shell.run("modles");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("modles", "Did you mean: ./junctor models");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheNearestOneAndWhereToLook() {
        Shell.Result result = shell.run("models", "--srot", "price");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--srot", "--sort", "See ./junctor models --help");
    }

    @Test
    void theVersionIsTextForPeopleAndOneValueForPrograms() {
        assertThat(shell.run("version").out()).startsWith("junctor ").contains("Java 25");
        assertThat(shell.run("--version").out()).startsWith("junctor ");
        assertThat(shell.run("version", "--json").json().path("java").asString(""))
                .startsWith("25");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(new Shell().run("--help").out()).doesNotContain("\033[");
        assertThat(new Shell().onTerminal().run("--help").out()).contains("\033[");
        assertThat(new Shell().onTerminal().set("NO_COLOR", "1").run("--help").out())
                .doesNotContain("\033[");
        assertThat(new Shell().onTerminal().set("TERM", "dumb").run("--help").out())
                .doesNotContain("\033[");
    }

    @Test
    void theDemoListensWhereItIsToldAndKeepsItsDataInTheWorkingDirectory() {
        shell.in(Path.of("/home/ada"));

        assertThat(shell.run("demo").code()).isZero();
        shell.run("demo", "--port", "0", "--data", "here", "--json", "--speed", "20");

        assertThat(shell.started())
                .containsExactly(
                        new DemoOptions(8080, Path.of("/home/ada/data/demo"), Output.TEXT, 1),
                        new DemoOptions(0, Path.of("/home/ada/here"), Output.JSON, 20));
    }

    @Test
    void theGatewayTakesTheUsualFileUnlessAnotherIsNamed() {
        shell.in(Path.of("/home/ada"));

        shell.run("serve");
        shell.run(
                "serve", "--config", "prod.yaml", "--listen", "127.0.0.1:9090", "--data", "/var/j");

        assertThat(shell.started())
                .containsExactly(
                        new ServeOptions(
                                new ConfigFile.Usual(Path.of("/home/ada/junctor.yaml")), "", ""),
                        new ServeOptions(
                                new ConfigFile.Named(Path.of("/home/ada/prod.yaml")),
                                "127.0.0.1:9090",
                                "/var/j"));
    }

    @Test
    void theSimulatorIsStartedWithItsSeed() {
        shell.run("simulator", "--port", "0", "--speed", "50", "--seed", "7");

        assertThat(shell.started()).containsExactly(new SimulatorOptions(0, 50, 7, Output.TEXT));
    }

    @ParameterizedTest
    @CsvSource({"--port,70000", "--port,x", "--speed,0", "--speed,NaN", "--speed,-1"})
    void numbersThatCannotBeMeantStartNothing(String option, String value) {
        Shell.Result result = shell.run("demo", option, value);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(option);
        assertThat(shell.started()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatKnowsCommandsAndOptions(String kind) {
        Shell.Result result = shell.run("completion", kind);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("complete -F", "models", "--sort", "quality");
    }

    @Test
    void completionForAnotherShellIsRefused() {
        assertThat(shell.run("completion", "fish").code()).isEqualTo(2);
        assertThat(shell.run("completion", "fish").err()).contains("bash or zsh");
    }
}
