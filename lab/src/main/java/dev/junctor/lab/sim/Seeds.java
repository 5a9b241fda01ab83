package dev.junctor.lab.sim;

import dev.junctor.lab.sim.fleet.Coverage;
import dev.junctor.lab.sim.laws.LogWatch;
import dev.junctor.lab.sim.world.Broken;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many worlds, one after another on each thread; what came of them is told in the order of their seeds. */
public final class Seeds {
    private static final int BATCH = 64;
    private static final int HISTORY_LINES = 120;
    private static final long PROGRESS_NANOS = 5_000_000_000L;

    /**
     * What to run.
     *
     * @param minutes after which it stops; 0 for never
     * @param threads worlds at a time
     */
    public record Options(long count, long from, long minutes, int threads) {
        /**
         * Reads the words of a command line.
         *
         * @throws IllegalArgumentException when they are not understood
         */
        public static Options read(List<String> words) {
            long count = 1_000;
            long from = 1;
            long minutes = 0;
            long threads = Runtime.getRuntime().availableProcessors();
            for (int i = 0; i < words.size(); i += 2) {
                String value = i + 1 < words.size() ? words.get(i + 1) : "";
                switch (words.get(i)) {
                    case "--seeds" -> count = number(words.get(i), value);
                    case "--from" -> from = number(words.get(i), value);
                    case "--minutes" -> minutes = number(words.get(i), value);
                    case "--threads" -> threads = Math.max(1, number(words.get(i), value));
                    default ->
                            throw new IllegalArgumentException("not understood: " + words.get(i));
                }
            }
            return new Options(count, from, minutes, (int) threads);
        }

        private static long number(String option, String value) {
            if (!value.matches("\\d{1,15}")) {
                throw new IllegalArgumentException(option + " needs a number");
            }
            return Long.parseLong(value);
        }
    }

    private final Options options;
    private final PrintStream out;
    private final Coverage coverage = new Coverage();
    private final Digest digest = new Digest();
    private final List<Outcome> failures = new ArrayList<>();
    private long done;
    private long requests;

    private Seeds(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs them and tells of them; false when a law was broken. */
    public static boolean run(Options options, PrintStream out) {
        try (LogWatch log = LogWatch.begin()) {
            Seeds seeds = new Seeds(options, out);
            long began = System.nanoTime();
            seeds.all(began);
            return seeds.conclude(log.leaks(), System.nanoTime() - began);
        }
    }

    private void all(long began) {
        long last = began;
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads)) {
            while (done < options.count && !isTimeOver(began)) {
                List<Future<Outcome>> batch = new ArrayList<>();
                for (long i = done; i < Math.min(options.count, done + BATCH); i++) {
                    long seed = options.from + i;
                    batch.add(threads.submit(() -> World.run(seed)));
                }
                for (Future<Outcome> world : batch) {
                    take(world.get());
                }
                if (System.nanoTime() - last > PROGRESS_NANOS) {
                    last = System.nanoTime();
                    out.println(done + " seeds, " + requests + " requests");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException error) {
            throw new IllegalStateException("a world could not be run", error.getCause());
        }
    }

    private boolean isTimeOver(long began) {
        return options.minutes > 0
                && System.nanoTime() - began > options.minutes * 60 * 1_000_000_000L;
    }

    private void take(Outcome outcome) {
        done++;
        requests += outcome.requests();
        coverage.add(outcome.coverage());
        digest.add(outcome.seed() + " " + outcome.digest());
        if (outcome.broken().isPresent()) {
            failures.add(outcome);
            tell(outcome, outcome.broken().get());
        }
    }

    private void tell(Outcome outcome, Broken broken) {
        out.println();
        out.println(
                "seed "
                        + outcome.seed()
                        + " breaks the law of "
                        + broken.law().name().toLowerCase(Locale.ROOT)
                        + (broken.request() < 0 ? "" : " for request #" + broken.request())
                        + ": "
                        + broken.getMessage());
        int skipped = Math.max(0, outcome.history().size() - HISTORY_LINES);
        outcome.history().stream().skip(skipped).forEach(line -> out.println("  " + line));
        Throwable cause = broken.getCause();
        if (cause != null) {
            cause.printStackTrace(out);
        }
        out.println("repeat it: ./junctor lab --from " + outcome.seed() + " --seeds 1");
        out.println();
    }

    private boolean conclude(Collection<String> leaks, long nanos) {
        coverage.table().forEach(out::println);
        coverage.missing().forEach(cell -> out.println("not met: " + cell));
        leaks.forEach(leak -> out.println("a key or a prompt in the log: " + leak));
        out.println(
                requests
                        + " requests; "
                        + (failures.isEmpty()
                                ? "every law was kept"
                                : failures.size() + " seeds broke a law"));
        out.println(
                String.format(
                        Locale.ROOT,
                        "%d seeds, %.1f seeds/s, digest %s",
                        done,
                        done * 1e9 / Math.max(1, nanos),
                        digest.hex()));
        return failures.isEmpty() && leaks.isEmpty();
    }
}
