package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.BillLine;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a record costs on its way into SQLite: run by hand, {@code main FOLDER RECORDS}; never a timed test. */
final class AppliedRecordCost {
    private static final int GROUP = 4_096;
    private static final int KEYS = Integer.getInteger("keys", 500);
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);

    private AppliedRecordCost() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int records = Integer.parseInt(arguments[1]);
        Files.createDirectories(folder);
        Path file = folder.resolve("cost.db");
        try (Database database = SqliteDatabase.open(file)) {
            measure(database, records);
            long begun = System.nanoTime();
            int findings = new Books(database, timeout -> true, PUBLIC_IDS).check().size();
            System.out.printf(
                    "check: %d findings in %d ms%n",
                    findings, (System.nanoTime() - begun) / 1_000_000);
        }
        System.out.printf("%d bytes a record%n", Files.size(file) / records);
    }

    private static void measure(Database database, int records) throws SQLException {
        IdMaker ids = new IdMaker(0, 0);
        var threads = ManagementFactory.getThreadMXBean();
        AppliedGroups sink = new AppliedGroups(database, 0, LimitWatch.NOBODY);
        long wall = 0;
        long cpu = 0;
        long counted = 0;
        for (int from = 0; from < records; from += GROUP) {
            List<Applier.Item> group = new ArrayList<>();
            for (int i = from; i < from + GROUP; i++) {
                long now = Records.NOON + i / 10;
                group.add(new Applier.Item(i + 1L, record(i, ids.next(now), now)));
            }
            long begun = System.nanoTime();
            long begunCpu = threads.getCurrentThreadCpuTime();
            sink.apply(group);
            if (from >= records / 4) { // the first quarter warms the machine
                wall += System.nanoTime() - begun;
                cpu += threads.getCurrentThreadCpuTime() - begunCpu;
                counted += GROUP;
            }
        }
        System.out.printf(
                "%d records/s, %.2f us of CPU a record%n",
                counted * 1_000_000_000L / wall, cpu / 1_000.0 / counted);
    }

    private static GenerationRecord record(long seed, long id, long createdMillis) {
        Seed dice = new Seed(seed).next();
        int model = dice.forPurpose("model").below(40);
        String slug = "provider-" + model % 7;
        String name = "some-lab/some-model-" + model + "-instruct";
        Usage usage =
                Usage.NONE
                        .with(Bucket.INPUT, 200 + dice.forPurpose("in").below(4_000))
                        .with(Bucket.CACHE_READ, dice.forPurpose("read").below(2_000))
                        .with(Bucket.OUTPUT, 20 + dice.forPurpose("out").below(900));
        List<BillLine> lines = new ArrayList<>();
        long nanos = 0;
        for (Bucket bucket : List.of(Bucket.INPUT, Bucket.CACHE_READ, Bucket.OUTPUT)) {
            lines.add(
                    new BillLine(
                            bucket.key(), usage.tokens(bucket), 150_000_000, BillLine.MILLION));
            nanos += usage.tokens(bucket) * 150;
        }
        Invoice invoice =
                Invoice.of(
                        new Bill(lines, new Money(nanos / 2), new Money(nanos)),
                        usage.promptTokens() + usage.completionTokens(),
                        new Markup("resale", 200_000, 0, 0, Markup.KeyOwner.HOST));
        return new GenerationRecord(
                id,
                PUBLIC_IDS.of(id),
                "chatcmpl-"
                        + Long.toUnsignedString(dice.forPurpose("upstream").bits(), 36)
                        + "QxYz12",
                createdMillis,
                Records.key(dice.forPurpose("key").below(KEYS)).hex(),
                "account-" + dice.forPurpose("key").below(KEYS) % 50,
                name,
                name,
                slug + ":" + name,
                "Provider " + model % 7,
                slug,
                "price",
                true,
                Outcome.SERVED,
                200,
                "",
                "stop",
                "",
                usage,
                Billing.COMPLETE,
                invoice,
                "0123456789ab",
                1 + dice.forPurpose("latency").below(500),
                dice.forPurpose("duration").below(5_000),
                "OpenAI/Python 1.109.1 (linux; x86_64) python/3.12",
                List.of(
                        new Attempt(
                                slug + ":" + name,
                                slug,
                                name,
                                200,
                                "",
                                Money.ZERO,
                                1 + dice.forPurpose("latency").below(500))));
    }
}
