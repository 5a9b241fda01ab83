package dev.junctor.lab;

import dev.junctor.lab.process.ProcessLab;
import dev.junctor.lab.sim.Seeds;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code ./junctor lab}: worlds that seeds invent, in which every law is kept. */
public final class Lab {
    private static final String PROCESS = "process";

    private static final String USAGE =
            """
            Usage: ./junctor lab --seeds N [--from S] [--minutes M] [--threads T]
            Runs the unchanged engine in N simulated worlds and checks in each that every law is kept.
              --seeds N    how many worlds (default 1000)
              --from S     the first seed (default 1)
              --minutes M  stop after so long, even if seeds are left
              --threads T  worlds at a time (default: one for each processor)
            A seed that breaks a law is told with its history and the command that repeats it; then the
            exit code is 1. The last line is: N seeds, X seeds/s, digest HEX. See docs/lab.md.

                   ./junctor lab process [--short]
            Puts the real process in bad company: every fault of a provider at every moment, leaks, abuse.
            See docs/lab-process.md.\
            """;

    private Lab() {}

    /** Runs seeds and ends the process with 0 when every law was kept, 1 when one was not, 2 for a wrong command. */
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** The same without ending the process. */
    public static int run(List<String> arguments, PrintStream out) {
        if (!arguments.isEmpty() && arguments.getFirst().equals(PROCESS)) {
            return ProcessLab.run(arguments.subList(1, arguments.size()), out);
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        try {
            return Seeds.run(Seeds.Options.read(arguments), out) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.println(USAGE);
            return 2;
        }
    }
}
