package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A configuration is whole or its mistakes are told, and no word of that has a key in it. */
final class ConfigFuzzTest {
    private static final String SECRET = "sk-live-7Qm2vXw9Zr4TbNc8";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KEY", SECRET, "HOST", "127.0.0.1", "PORT", "8080");
    private static final Path FOLDER = Path.of("/etc/junctor");

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void config(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        String yaml = new String(input, StandardCharsets.UTF_8);
        ConfigResult result = ConfigReader.parse(yaml, FOLDER, ENVIRONMENT);
        switch (result) {
            case ConfigResult.Valid(Config config) ->
                    assertThat(config.toString()).as("cannot be printed").doesNotContain(SECRET);
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> {
                assertThat(problems).as("what is wrong is told").isNotEmpty();
                for (ConfigProblem problem : problems) {
                    assertThat(problem.message()).isNotBlank();
                    assertThat(problem.toString()).as("no key is told").doesNotContain(SECRET);
                    assertThat((long) problem.line())
                            .as("a line that is there")
                            .isBetween(0L, yaml.lines().count() + 1);
                }
            }
        }
        assertThat(told(ConfigReader.parse(yaml, FOLDER, ENVIRONMENT)))
                .as("the same again")
                .isEqualTo(told(result));
    }

    private static String told(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Valid valid -> "valid";
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> problems.toString();
        };
    }
}
