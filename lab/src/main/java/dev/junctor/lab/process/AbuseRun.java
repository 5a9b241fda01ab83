package dev.junctor.lab.process;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Abuses, one after the other, with healthy callers beside each. Windows in which the callers are alone and windows
 * beside the abuse take turns, so that what else the machine does weighs on both.
 */
final class AbuseRun {
    private static final int MB = 1024 * 1024;

    private final House house;
    private final Findings findings;
    private final Terms terms;

    AbuseRun(House house, Findings findings, Terms terms) {
        this.house = house;
        this.findings = findings;
        this.terms = terms;
    }

    /** The abuses of a listener without TLS. */
    static List<Abuse> plain(Terms terms) {
        Crowds crowds = new Crowds(terms);
        return List.of(
                new Abuse("heads byte by byte", 60, SlowAbuse::heads),
                new Abuse("bodies byte by byte", 60, SlowAbuse::bodies),
                new Abuse("half-open connections", 60, SlowAbuse::halfOpen),
                new Abuse("idle connections", 200, crowds::idle),
                new Abuse("header bombs", 60, BadBytes::headerBombs),
                new Abuse("lies about lengths", 60, BadBytes::smuggling),
                new Abuse("bodies of 100 MB", 150, BadBytes::largeBodies),
                new Abuse("many bodies of 31 MB", 250, BadBytes::manyBodies),
                new Abuse("streams never read", 250, SlowAbuse::neverReading),
                new Abuse("60 requests at once", 60, BadBytes::pipelining),
                new Abuse("new connections", 150, crowds::dialling));
    }

    /** The abuses of a listener with TLS. */
    static List<Abuse> secure() {
        return List.of(
                new Abuse("garbage handshakes", 60, TlsAbuse::garbage),
                new Abuse("renegotiations", 60, TlsAbuse::renegotiation));
    }

    static String heading() {
        return "%-24s %9s %9s %7s  %8s  %s"
                .formatted("abuse", "alone", "beside", "kept", "memory", "what was seen");
    }

    void run(List<Abuse> abuses, PrintStream out) throws InterruptedException {
        for (Abuse abuse : abuses) {
            out.println(one(abuse));
        }
    }

    private String one(Abuse abuse) throws InterruptedException {
        HealthyCallers healthy = new HealthyCallers(house, terms.perSecond());
        HealthyCallers.Count alone = new HealthyCallers.Count(0, 0);
        HealthyCallers.Count beside = new HealthyCallers.Count(0, 0);
        List<String> seen = new ArrayList<>();
        long resident = Vitals.glance(house).residentBytes();
        long peak = resident;
        for (int round = 0; round < terms.rounds(); round++) {
            alone = alone.plus(healthy.measure(window(abuse)));
            AtomicBoolean stopped = new AtomicBoolean();
            AtomicReference<String> words = new AtomicReference<>("");
            Thread doer =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> words.set(deed(abuse, () -> !stopped.get())));
            beside = beside.plus(healthy.measure(window(abuse)));
            peak = Math.max(peak, Vitals.glance(house).residentBytes());
            stopped.set(true);
            doer.join();
            seen.add(words.get());
        }
        findings.expect(house.process().isAlive(), "the process did not survive " + abuse.name());
        double kept = alone.answered() == 0 ? 0 : beside.share() / alone.share();
        findings.expect(
                kept >= terms.least(),
                "beside %s healthy callers kept %.0f %% of their throughput, less than %.0f %%"
                        .formatted(abuse.name(), 100 * kept, 100 * terms.least()));
        long more = (peak - resident) / MB;
        findings.expect(
                more <= abuse.most(),
                "beside %s the process grew by %d MB, more than %d"
                        .formatted(abuse.name(), more, abuse.most()));
        return "%-24s %9s %9s %6.0f%%  %+5d MB  %s"
                .formatted(
                        abuse.name(),
                        alone.answered() + "/" + alone.offered(),
                        beside.answered() + "/" + beside.offered(),
                        100 * kept,
                        more,
                        seen.getLast());
    }

    private Duration window(Abuse abuse) {
        return abuse.name().equals("new connections") ? terms.dialled() : terms.window();
    }

    private String deed(Abuse abuse, java.util.function.BooleanSupplier goesOn) {
        try {
            return abuse.deed().run(house, findings, goesOn);
        } catch (IOException | RuntimeException failed) {
            findings.expect(false, abuse.name() + " could not be done: " + failed);
            return "failed";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
