package dev.junctor.lab.process;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * The real process in bad company: {@code ./junctor lab process [--short] [--folder PATH]}. It starts the program as a
 * process of its own before a simulated fleet and goes through the faults of providers, a long run that looks for
 * leaks, and abuses with healthy callers beside them. See docs/lab-process.md.
 */
public final class ProcessLab {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int ASKED_WRONGLY = 2;
    private static final int WARM = 300;

    private ProcessLab() {}

    /**
     * Runs all of it and prints tables.
     *
     * @param args {@code --short} for the form of a build; {@code --folder PATH} for data and logs, in a temporary folder
     *     otherwise
     * @return 0 when everything was as expected, 1 when something was not, 2 when it was asked wrongly
     */
    public static int run(List<String> args, PrintStream out) {
        Terms terms;
        try {
            terms = Terms.read(args, Files.createTempDirectory("junctor-process-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException wrong) {
            out.println("junctor lab process: " + wrong.getMessage());
            return ASKED_WRONGLY;
        }
        Findings findings = new Findings();
        try {
            all(terms, findings, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
        out.println();
        findings.wrong().forEach(sentence -> out.println("WRONG: " + sentence));
        out.printf(
                "%d expectations, %d not met; logs in %s%n",
                findings.expectations(), findings.failed(), terms.folder());
        return findings.failed() == 0 ? DONE : FAILED;
    }

    private static void all(Terms terms, Findings findings, PrintStream out)
            throws InterruptedException, IOException {
        PemFiles certificate = PemFiles.make(terms.folder().resolve("tls"));
        try (House house = House.begin(terms.folder().resolve("plain"), Optional.empty());
                House secure =
                        House.begin(terms.folder().resolve("secure"), Optional.of(certificate))) {
            for (House each : List.of(house, secure)) {
                each.awaitReady();
                each.warm(each == house ? WARM : WARM / 10);
            }
            out.println("Faults of providers");
            new FaultMatrix(house, findings).run(out);
            out.println();
            out.println("Leaks");
            new LeakRun(house, findings, terms.requests()).run(out);
            out.println();
            out.printf(
                    "Abuses, beside %d requests/s of healthy callers, who keep at least %.0f %%%n",
                    terms.perSecond(), 100 * terms.least());
            out.println(AbuseRun.heading());
            new AbuseRun(house, findings, terms).run(AbuseRun.plain(terms), out);
            new AbuseRun(secure, findings, terms).run(AbuseRun.secure(), out);
        }
    }

    /** The same as a program. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }
}
