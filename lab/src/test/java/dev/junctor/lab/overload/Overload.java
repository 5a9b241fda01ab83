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
    private static final double LEAST_GOODPUT = 0.9;

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
                double capacity = full.served() / load.seconds();
                line("capacity (40 callers)", capacity, full);
                double once = offered(load, 1, capacity);
                double twice = offered(load, 2, capacity);
                double ratio = twice / Math.max(once, capacity);
                System.out.printf(
                        Locale.ROOT,
                        "goodput at twice the capacity: %.1f %% of that at capacity%n",
                        ratio * 100);
                failed |= ratio < LEAST_GOODPUT;
                if (!limits.isEmpty()) {
                    shared(load, capacity);
                }
            }
        }
    }

    private static double offered(Load load, int times, double capacity) {
        double perSecond = times * capacity;
        Tally tally =
                load.open(List.of(new Load.Offer(KEY, perSecond))).getOrDefault(KEY, new Tally());
        double goodput = tally.served() / load.seconds();
        line(String.format(Locale.ROOT, "offered %dx: %.0f/s", times, perSecond), goodput, tally);
        return goodput;
    }

    /** Twice the capacity by one key's flood beside two that ask for little. */
    private void shared(Load load, double capacity) {
        List<Load.Offer> offers =
                List.of(
                        new Load.Offer(FLOOD, 1.6 * capacity),
                        new Load.Offer(MODEST, 0.2 * capacity),
                        new Load.Offer(URGENT, 0.2 * capacity));
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
