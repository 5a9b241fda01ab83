package dev.junctor.server.cli;

import java.nio.file.Path;

/** Which configuration file is meant. */
public sealed interface ConfigFile {
    /** Its place, absolute. */
    Path path();

    /** The one that was typed; the usual one when nothing was. */
    static ConfigFile of(Environment environment, String typed) {
        return typed.isEmpty()
                ? new Usual(environment.directory().resolve("junctor.yaml"))
                : new Named(environment.directory().resolve(typed).normalize());
    }

    /** The one that the user named: it is an error when it is not there. */
    record Named(Path path) implements ConfigFile {}

    /** {@code junctor.yaml} of the working directory: fine when it is not there. */
    record Usual(Path path) implements ConfigFile {}
}
