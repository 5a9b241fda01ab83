package dev.junctor.server;

import dev.junctor.server.cli.Cli;
import dev.junctor.server.cli.Console;
import dev.junctor.server.cli.Environment;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** Understands the command line. */
    public static void main(String[] args) {
        Environment environment = Environment.ofProcess();
        Console console = Console.ofProcess();
        System.exit(Cli.run(args, new Junctor(environment), environment, console));
    }
}
