package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.lab.money.Findings.Kind;
import dev.junctor.server.Simulation;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the real process under load at random moments, starts it again on the same data, and accounts for every answer
 * that a caller received to its end. {@code lab/money.sh} runs it.
 */
final class Trial {
    private static final long CENT_NANOS = 10_000_000;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final double SPEED_UP = 50;
    private static final int ONE_IN_EARLY = 6;
    private static final int EVERY_QUIET = 5;
    private static final String LIMIT_USD = "0.25";

    private final TrialOptions options;
    private final PrintStream out;
    private final Findings findings = new Findings();
    private final Expected expected = new Expected(TrialConfig.KEYS);
    private final Audit audit = new Audit(expected, findings);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger looksAtHolds = new AtomicInteger();
    private final Path config;
    private int kills;

    private Trial(TrialOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.config = options.folder().resolve("junctor.yaml");
    }

    /**
     * What came of it.
     *
     * @param answers that were received to their end
     * @param looks at the money under load
     */
    record Result(int answers, int looks, Findings findings) {}

    /** From the command line; exits with 1 when anything is wrong. */
    public static void main(String[] words) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Path usual = Path.of(System.getProperty("java.io.tmpdir"), "junctor-money");
            TrialOptions options = TrialOptions.read(words, TrialOptions.usual(usual));
            if (Files.exists(options.folder().resolve("data"))) {
                out.println(
                        "There is data in " + options.folder() + ": remove it, or say --folder.");
                System.exit(2);
            }
            System.exit(run(options, out).findings().isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Runs it to its end, also when something is wrong. */
    static Result run(TrialOptions options, PrintStream out)
            throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        FleetOptions fleet = FleetOptions.usual().withSpeedUp(SPEED_UP);
        try (Simulation simulation = Simulation.open(RunningGateway.catalog(), fleet, 0)) {
            Trial trial = new Trial(options, out);
            Files.writeString(trial.config, TrialConfig.yaml(options, simulation.url(), LIMIT_USD));
            trial.run();
            return new Result(trial.expected.complete(), trial.looks.get(), trial.findings);
        }
    }

    private void run() throws InterruptedException {
        long begun = System.nanoTime();
        JunctorProcess process = JunctorProcess.start(config, log());
        Seed seed = new Seed(options.seed());
        while (kills < options.kills()) {
            seed = seed.next();
            process = round(process, seed);
        }
        lastRound(process, seed.next());
        out.printf(
                "%s after %d kills in %.0f s: %s; %,d looks under load, %,d of them at live holds; %s%n",
                findings.isEmpty() ? "all is right" : "NOT right",
                kills,
                (System.nanoTime() - begun) / NANOS,
                expected.counts(),
                looks.get(),
                looksAtHolds.get(),
                findings.counts());
    }

    /** Load, a kill, a start, an audit. */
    private JunctorProcess round(JunctorProcess process, Seed seed) throws InterruptedException {
        int before = findings.size();
        String from = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString();
        Desk desk = desk(process);
        deposit(desk, "before kill " + kills, seed);
        Callers callers = callers(process, seed);
        Watch watch = watch(process, desk);
        double lasted = (0.1 + 0.9 * seed.forPurpose("moment").unit()) * options.seconds();
        TimeUnit.MILLISECONDS.sleep((long) (lasted * MILLIS));
        if (kills % EVERY_QUIET == EVERY_QUIET - 1) {
            callers.stop();
            quiet(desk, "before kill " + (kills + 1));
        }
        process.kill();
        kills++;
        callers.stop();
        watch.stop();

        JunctorProcess next = begin();
        boolean early = seed.forPurpose("early").below(ONE_IN_EARLY) == 0;
        if (early && kills < options.kills()) {
            // Recovery is a moment like any other.
            TimeUnit.MILLISECONDS.sleep(100 + seed.forPurpose("how early").below(1_200));
            next.kill();
            kills++;
            next = begin();
        }
        long took = ready(next);
        check(desk(next), from);
        out.printf(
                "kill %d of %d after %.2f s: %s; %s; started again in %.2f s%s%n",
                kills,
                options.kills(),
                lasted,
                expected.counts(),
                findings.counts(),
                took / NANOS,
                recovery(next));
        findings.sentences(before).forEach(sentence -> out.println("  " + sentence));
        return next;
    }

    /** Load that ends by itself, then a start after an orderly end: nothing may be different. */
    private void lastRound(JunctorProcess process, Seed seed) throws InterruptedException {
        int before = findings.size();
        String everything = "2000-01-01T00:00:00Z";
        Desk desk = desk(process);
        deposit(desk, "at the end", seed);
        Callers callers = callers(process, seed);
        Watch watch = watch(process, desk);
        TimeUnit.MILLISECONDS.sleep((long) (options.seconds() * MILLIS / 2));
        callers.stop();
        watch.stop();
        quiet(desk, "at the end");
        check(desk, everything);
        findings.expect(
                looksAtHolds.get() > 0,
                Kind.BOOKS,
                "of %d looks under load none saw money held".formatted(looks.get()));
        process.close();
        try (JunctorProcess again = JunctorProcess.start(config, log())) {
            check(desk(again), everything);
        }
        findings.sentences(before).forEach(sentence -> out.println("  " + sentence));
    }

    private Callers callers(JunctorProcess process, Seed seed) {
        return Callers.start(
                process.url(), TrialConfig.KEYS, options.callers(), seed, expected::heard);
    }

    private Watch watch(JunctorProcess process, Desk desk) {
        Money given = Expected.sum(expected.deposits().values());
        return new Watch(
                process,
                desk,
                expected,
                findings,
                TrialConfig.LIMITED_KEY,
                given,
                looks,
                looksAtHolds);
    }

    /** An amount that is sometimes soon spent; asked for twice, posted once. */
    private void deposit(Desk desk, String name, Seed seed) {
        long nanos =
                CENT_NANOS / 5
                        + Long.remainderUnsigned(seed.forPurpose("deposit").bits(), 4 * CENT_NANOS);
        expected.deposits().put(name, new Money(nanos));
        desk.deposit(name, new Money(nanos));
        desk.deposit(name, new Money(nanos));
    }

    /** Nobody asks: all holds must end within the time that a request may take. */
    private void quiet(Desk desk, String when) throws InterruptedException {
        Duration patience = Duration.ofSeconds(TrialConfig.TOTAL_SECONDS + 2L);
        findings.expect(
                FleetDesk.comesTrue(patience, () -> desk.holds().isEmpty()),
                Kind.BOOKS,
                "a hold is older than a request may be, " + when + ": " + desk.holds());
    }

    private void check(Desk desk, String from) {
        try {
            audit.of(desk, from, TrialConfig.KEYS);
        } catch (IllegalStateException refused) {
            findings.add(Kind.BOOKS, String.valueOf(refused.getMessage()));
        }
    }

    private Desk desk(JunctorProcess process) {
        return new Desk(process, TrialConfig.MANAGEMENT_KEY, TrialConfig.ACCOUNT);
    }

    private Path log() {
        return options.folder().resolve("junctor-" + kills + ".log");
    }

    private JunctorProcess begin() {
        return JunctorProcess.begin(config, log());
    }

    private static long ready(JunctorProcess process) throws InterruptedException {
        try {
            return process.awaitReady();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** What the log says that was recovered. */
    private static String recovery(JunctorProcess process) {
        StringBuilder said = new StringBuilder();
        process.log()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains("journal"))
                .map(line -> Answer.JSON.readTree(line).path("message").asString(""))
                .limit(3)
                .forEach(message -> said.append("\n  log: ").append(message));
        return said.toString();
    }
}
