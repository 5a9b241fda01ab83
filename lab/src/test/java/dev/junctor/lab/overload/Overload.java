package dev.junctor.lab.overload;

import dev.junctor.lab.kit.BusyProvider;
import dev.junctor.lab.kit.JunctorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how much the real process serves at its capacity and at twice of it: once where the provider is what is too
 * small, once where Junctor's own bound is, and how that is shared among keys. Ends with 1 when it serves less than nine
 * tenths.
 */
public final class Overload {
    private static final int PLACES = 40;
    private static final long WORK_MILLIS = 100;

    /** What 40 places can do, in answers a second. */
    private static final double CAPACITY = PLACES * 1_000.0 / WORK_MILLIS;

    private static final double LEAST_GOODPUT = 0.9;

    /** A machine that does not even reach this share of the capacity is too busy to tell anything. */
    private static final double LEAST_REACHED = 0.75;

    /** Of those who ask for less than their share. */
    private static final double LEAST_SERVED = 0.95;

    private static final String KEY = "one";
    private static final String FLOOD = "flood";
    private static final String MODEST = "modest";
    private static final String URGENT = "urgent";

    private final Path folder;
    private final double seconds;
    private boolean failed;

    private Overload(Path folder, double seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /** {@code FOLDER [SECONDS]}: where data and logs go, and how long each round is measured. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(words[0]));
        double seconds = words.length > 1 ? Double.parseDouble(words[1]) : 8;
        Overload overload = new Overload(folder, seconds);
        overload.part("provider", "a provider that works on 40 at one time", "", PLACES);
        overload.part(
                "junctor",
                "Junctor with requests_in_flight: 40, queue: 100, queue_wait: 500ms",
                "limits: {requests_in_flight: 40, queue: 100, queue_wait: 500ms}",
                100_000);
        overload.refusals();
        System.out.println(overload.failed ? "FAILED" : "passed");
        System.exit(overload.failed ? 1 : 0);
    }

    private String yaml(Path data, String limits, String provider) {
        return """
        listen: 127.0.0.1:0
        data: %s
        %s
        keys:
          - {name: one, key: %s}
          - {name: flood, key: %s}
          - {name: modest, key: %s}
          - {name: urgent, key: %s, priority: high}
        providers:
          acme:
            dialect: openai-chat
            base_url: %s
            api_key: none
            models:
              - {id: acme/tiny, upstream: tiny, context: 1000, max_output: 100, price: {input: 1, output: 1}}
        """
                .formatted(data, limits, KEY, FLOOD, MODEST, URGENT, provider);
    }

    private void part(String name, String title, String limits, int providerPlaces)
            throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%n%s%n", title);
        Path config = folder.resolve(name + ".yaml");
        Path log = folder.resolve(name + ".log");
        try (BusyProvider provider =
                new BusyProvider(providerPlaces, BusyProvider.taking(WORK_MILLIS))) {
            Files.writeString(config, yaml(folder.resolve(name), limits, provider.url()));
            try (JunctorProcess junctor = JunctorProcess.start(config, log)) {
                Load load = new Load(junctor.url(), 2, seconds);
                load.closed(KEY, PLACES); // what is compiled late is not measured
                Tally full = load.closed(KEY, PLACES);
                double reached = full.served() / load.seconds();
                line("40 callers in turn", reached, full);
                double once = offered(load, 1);
                double twice = offered(load, 2);
                double best = Math.max(once, reached);
                double ratio = twice / best;
                System.out.printf(
                        Locale.ROOT,
                        "goodput at twice the capacity: %.1f %% of that at capacity, %.1f %% of"
                                + " what %d places can do%n",
                        ratio * 100,
                        twice / CAPACITY * 100,
                        PLACES);
                if (best < LEAST_REACHED * CAPACITY) {
                    System.out.println("this machine is too busy with other things to tell");
                    failed = true;
                }
                failed |= ratio < LEAST_GOODPUT;
                if (!limits.isEmpty()) {
                    shared(load);
                }
            }
        }
    }

    /** What it costs to send a request away, beside serving it: CPU time of the process. */
    private void refusals() throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%nCPU time of an answer%n");
        double served = cpuOfOne("", 0);
        double limited = cpuOfOne("limits: {requests_in_flight: 1, queue: 0}", 1_000);
        double queued = cpuOfOne("limits: {requests_in_flight: 1, queue: 1}", 1_000);
        System.out.printf(
                Locale.ROOT,
                "  served %.0f us; sent away without a line %.0f us (%.2f), with a full line %.0f us"
                        + " (%.2f)%n",
                served / 1_000,
                limited / 1_000,
                limited / served,
                queued / 1_000,
                queued / served);
    }

    private double cpuOfOne(String limits, long workMillis)
            throws IOException, InterruptedException {
        Path config = folder.resolve("cost.yaml");
        try (BusyProvider provider = new BusyProvider(100_000, BusyProvider.taking(workMillis))) {
            Files.writeString(config, yaml(folder.resolve("cost"), limits, provider.url()));
            try (JunctorProcess junctor =
                    JunctorProcess.start(config, folder.resolve("cost.log"))) {
                Load load = new Load(junctor.url(), 0, seconds);
                for (int i = 0; i < 3; i++) { // what is compiled late is not measured
                    load.closed(KEY, 16);
                }
                long before = junctor.cpuNanos();
                Tally tally = load.closed(KEY, 16);
                long answers = tally.statuses().values().stream().mapToLong(each -> each).sum();
                return (junctor.cpuNanos() - before) / (double) Math.max(1, answers);
            }
        }
    }

    private static double offered(Load load, int times) {
        double perSecond = times * CAPACITY;
        Tally tally =
                load.open(List.of(new Load.Offer(KEY, perSecond))).getOrDefault(KEY, new Tally());
        double goodput = tally.served() / load.seconds();
        line(String.format(Locale.ROOT, "offered %dx: %.0f/s", times, perSecond), goodput, tally);
        return goodput;
    }

    /** Twice the capacity by one key's flood beside two that ask for little. */
    private void shared(Load load) {
        List<Load.Offer> offers =
                List.of(
                        new Load.Offer(FLOOD, 1.6 * CAPACITY),
                        new Load.Offer(MODEST, 0.2 * CAPACITY),
                        new Load.Offer(URGENT, 0.2 * CAPACITY));
        Map<String, Tally> tallies = load.open(offers);
        for (Load.Offer offer : offers) {
            Tally tally = tallies.getOrDefault(offer.key(), new Tally());
            double goodput = tally.served() / load.seconds();
            double share = goodput / offer.perSecond();
            line(
                    String.format(Locale.ROOT, "%s: %.0f/s", offer.key(), offer.perSecond()),
                    goodput,
                    tally);
            failed |= !offer.key().equals(FLOOD) && share < LEAST_SERVED;
        }
    }

    private static void line(String what, double goodput, Tally tally) {
        System.out.printf(
                Locale.ROOT,
                "  %-24s served %6.1f/s   p50 %5.0f ms   p99 %5.0f ms   answers %s%n",
                what,
                goodput,
                tally.millis(0.5),
                tally.millis(0.99),
                tally.statuses());
    }
}
