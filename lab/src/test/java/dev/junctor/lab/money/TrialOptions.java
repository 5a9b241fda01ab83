package dev.junctor.lab.money;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/**
 * How long and how hard the money is tried.
 *
 * @param kills how often the process is killed
 * @param seconds the longest time between a start and a kill
 * @param callers who ask at the same time
 * @param seed decides every question and every moment
 * @param database URL of a PostgreSQL; empty for SQLite
 * @param durability as in {@code junctor.yaml}
 * @param folder for data and logs, which stays
 */
record TrialOptions(
        int kills,
        double seconds,
        int callers,
        long seed,
        String database,
        String durability,
        Path folder) {
    static final String USAGE =
            """
            usage: lab/money.sh [--kills N] [--seconds N] [--callers N] [--seed N] [--database postgres://…]
                                [--durability charge|database|relaxed] [--folder DIR]
            """;

    private static final int KILLS = 50;
    private static final double SECONDS = 4;
    private static final int CALLERS = 24;

    /** What is usual. */
    static TrialOptions usual(Path folder) {
        return new TrialOptions(KILLS, SECONDS, CALLERS, 1, "", "charge", folder);
    }

    /** The same with another number of kills and another time between them. */
    TrialOptions with(int otherKills, double otherSeconds) {
        return new TrialOptions(
                otherKills, otherSeconds, callers, seed, database, durability, folder);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when it says something else than {@link #USAGE}
     */
    static TrialOptions read(String[] words, TrialOptions usual) {
        TrialOptions options = usual;
        for (Iterator<String> left = Arrays.asList(words).iterator(); left.hasNext(); ) {
            String name = left.next();
            if (!left.hasNext()) {
                throw new IllegalArgumentException(USAGE);
            }
            options = options.with(name, left.next());
        }
        return options;
    }

    private TrialOptions with(String name, String value) {
        return switch (name) {
            case "--kills" -> with(Integer.parseInt(value), seconds);
            case "--seconds" -> with(kills, Double.parseDouble(value));
            case "--callers" ->
                    new TrialOptions(
                            kills,
                            seconds,
                            Integer.parseInt(value),
                            seed,
                            database,
                            durability,
                            folder);
            case "--seed" ->
                    new TrialOptions(
                            kills,
                            seconds,
                            callers,
                            Long.parseLong(value),
                            database,
                            durability,
                            folder);
            case "--database" ->
                    new TrialOptions(kills, seconds, callers, seed, value, durability, folder);
            case "--durability" ->
                    new TrialOptions(kills, seconds, callers, seed, database, value, folder);
            case "--folder" ->
                    new TrialOptions(
                            kills, seconds, callers, seed, database, durability, Path.of(value));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}
