package dev.junctor.lab.bench;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.journal.Journal;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.server.store.IdMaker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/**
 * Prints what the money costs: {@code lab/numbers.sh}. Figures of one machine at one moment, so never part of a test.
 */
final class MoneyNumbers {
    private static final int UNAPPLIED = 100_000;
    private static final int ROUNDS = 10;
    private static final int POSTGRES_ROUNDS = 4;
    private static final int DAYS = 30;
    private static final int SAMPLE = 4_096;
    private static final double TO_SECONDS = 1e9;

    private final Path folder;
    private final PrintStream out;

    private MoneyNumbers(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** The folder for data; it must be on the disk that is to be measured. */
    public static void main(String[] words)
            throws IOException, InterruptedException, TimeoutException {
        if (words.length != 1) {
            throw new IllegalArgumentException("usage: MoneyNumbers FOLDER");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MoneyNumbers numbers = new MoneyNumbers(Files.createDirectories(Path.of(words[0])), out);
        out.println("| what | measured | to reach |");
        out.println("|---|--:|--:|");
        numbers.journal();
        numbers.sqlite();
        numbers.postgres();
        numbers.restart();
    }

    private void line(String what, String measured, String goal) {
        out.printf("| %s | %s | %s |%n", what, measured, goal);
    }

    private void journal() {
        MoneyRecords records = new MoneyRecords(new IdMaker(0, 0));
        GenerationRecord[] sample = new GenerationRecord[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = records.of(i, StoreNumbers.daysAgo(0) + i);
        }
        JournalOptions options = JournalOptions.of(Durability.CHARGE);
        try (Journal journal = Journal.open(folder.resolve("loop-journal"), options, 0)) {
            JournalNumbers numbers = new JournalNumbers(journal, sample);
            line(
                    "hold, settle and append, CPU of the loop a request",
                    "%.1f µs".formatted(numbers.loopMicros()),
                    "15 µs");
            JournalNumbers.Waits waits = numbers.durableWaits();
            line("durable wait at 1,000 requests/s, p50", "%.2f ms".formatted(waits.p50()), "5 ms");
            line(
                    "durable wait at 1,000 requests/s, p99",
                    "%.2f ms".formatted(waits.p99()),
                    "25 ms");
        }
    }

    /** A million records over 30 days. */
    private void sqlite() throws IOException {
        StoreNumbers numbers =
                new StoreNumbers(folder.resolve("sqlite"), new DatabaseUrl.Embedded());
        applied("SQLite", numbers, ROUNDS, "20,000/s", "20 µs");
        line(
                "activity of 30 days by day, model and provider over 1 M records",
                "%.1f ms".formatted(numbers.activityMillis(StoreNumbers.daysAgo(0))),
                "50 ms");
        line(
                "disk for a record, with all indexes and sums",
                "%.0f bytes".formatted(numbers.bytesOfARecord()),
                "800 bytes");
    }

    /** With forced commits, as in production. */
    private void postgres() throws IOException {
        Path place = folder.resolve("postgres");
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(place.toFile())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start()) {
            DatabaseUrl url =
                    DatabaseUrl.parse(
                            "postgres://postgres:postgres@localhost:%d/postgres?sslmode=disable"
                                    .formatted(server.getPort()));
            StoreNumbers numbers = new StoreNumbers(folder.resolve("postgres-data"), url);
            applied("a local PostgreSQL", numbers, POSTGRES_ROUNDS, "15,000/s", "20 µs");
        }
    }

    private void applied(
            String where, StoreNumbers numbers, int rounds, String goal, String cpuGoal)
            throws IOException {
        numbers.prepare();
        StoreNumbers.Applied[] figures = new StoreNumbers.Applied[rounds];
        long from = StoreNumbers.daysAgo(DAYS - 1);
        long span = (StoreNumbers.daysAgo(0) - from) / rounds;
        for (int i = 0; i < rounds; i++) {
            numbers.leave(UNAPPLIED, from + span * i, from + span * (i + 1));
            figures[i] = numbers.recover(UNAPPLIED);
        }
        line(
                "applier into " + where,
                "%,.0f/s".formatted(median(figures, StoreNumbers.Applied::records)),
                goal);
        line(
                "its CPU a record (of the whole process)",
                "%.1f µs (%.1f µs)"
                        .formatted(
                                median(figures, StoreNumbers.Applied::cpuMicros),
                                median(figures, StoreNumbers.Applied::processMicros)),
                cpuGoal);
    }

    private static double median(
            StoreNumbers.Applied[] figures, ToDoubleFunction<StoreNumbers.Applied> figure) {
        double[] sorted = Arrays.stream(figures).mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** A process, from its start until it listens. */
    private void restart() throws IOException, InterruptedException, TimeoutException {
        Path data = folder.resolve("restart");
        StoreNumbers numbers = new StoreNumbers(data, new DatabaseUrl.Embedded());
        numbers.prepare();
        Path config = folder.resolve("junctor.yaml");
        Files.writeString(config, config(data));
        double empty = seconds(config);
        numbers.leave(UNAPPLIED, StoreNumbers.daysAgo(1), StoreNumbers.daysAgo(0));
        double full = seconds(config);
        line(
                "start of the process with 100,000 unapplied records",
                "%.2f s (with none: %.2f s)".formatted(full, empty),
                "3 s");
    }

    private static String config(Path data) {
        return """
        listen: 127.0.0.1:0
        data: %s
        keys:
          - {name: bench, key: bench-0123456789abcdef0123456789abcdef}
        providers:
          nobody:
            dialect: openai-chat
            base_url: http://127.0.0.1:9/v1
            api_key: none
            models: [{id: nobody/tiny, price: {input: 1, output: 1}}]
        """
                .formatted(data);
    }

    private double seconds(Path config) throws InterruptedException, TimeoutException {
        try (JunctorProcess process = JunctorProcess.begin(config, folder.resolve("junctor.log"))) {
            return process.awaitReady() / TO_SECONDS;
        }
    }
}
