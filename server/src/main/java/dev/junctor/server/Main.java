package dev.junctor.server;

import dev.junctor.server.cli.Cli;
import dev.junctor.server.cli.Console;
import dev.junctor.server.cli.Environment;

/** Where the program begins. */
public final class Main {
    private static final String REHEARSE = "rehearse";

    private Main() {}

    /** Understands the command line; {@code rehearse} is the launcher's own word. */
    public static void main(String[] args) {
        Environment environment = Environment.ofProcess();
        Console console = Console.ofProcess();
        System.exit(
                args.length == 1 && args[0].equals(REHEARSE)
                        ? Rehearsal.run(console.err())
                        : Cli.run(args, new Junctor(environment), environment, console));
    }
}
