package dev.junctor.server.cli;

import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which configuration file is meant. */
public sealed interface ConfigFile {
    /** Its place, absolute. */
    Path path();

    /**
     * What is written there; for {@link Usual} as if it were empty when it is not there.
     *
     * @param variables the environment's, which the file may name and which count before it
     */
    ConfigResult read(Map<String, String> variables);

    /** The one that was typed; the usual one when nothing was. */
    static ConfigFile of(Environment environment, String typed) {
        return typed.isEmpty()
                ? new Usual(environment.directory().resolve(ConfigReader.FILE))
                : new Named(environment.directory().resolve(typed).normalize());
    }

    /** The one that the user named: it is an error when it is not there. */
    record Named(Path path) implements ConfigFile {
        @Override
        public ConfigResult read(Map<String, String> variables) {
            return ConfigReader.read(path, variables);
        }
    }

    /** {@code junctor.yaml} of the working directory: fine when it is not there. */
    record Usual(Path path) implements ConfigFile {
        @Override
        public ConfigResult read(Map<String, String> variables) {
            return Files.exists(path)
                    ? ConfigReader.read(path, variables)
                    : ConfigReader.parse("", folder(), variables);
        }

        private Path folder() {
            Path parent = path.getParent();
            return parent == null ? path : parent;
        }
    }
}
