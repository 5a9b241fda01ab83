package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command. */
interface Command {
    /** What it is called and what it takes. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @param given what the user typed, checked against the specification
     * @return {@link ExitCode}
     * @throws Failure when it cannot be done
     */
    int run(ParseResult given);
}
