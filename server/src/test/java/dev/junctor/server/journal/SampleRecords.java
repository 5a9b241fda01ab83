package dev.junctor.server.journal;

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
import java.util.ArrayList;
import java.util.List;

/** Records of all kinds, each by a seed. */
final class SampleRecords {
    private static final String[] ODD = {
        "", "a", "ab", "é", "\ud800", "x\udc00y", "😀", "日本語", "\u0000", "a\nb", "x".repeat(300)
    };

    private Seed seed;

    private SampleRecords(Seed seed) {
        this.seed = seed;
    }

    /** A usual record that costs its number. */
    static GenerationRecord charged(long id, long nanos) {
        Bill bill =
                new Bill(List.of(new BillLine("input", nanos, 1, 1)), Money.ZERO, new Money(nanos));
        return record(id, Invoice.of(bill, 0, Markup.NONE));
    }

    /** A usual record that costs nothing. */
    static GenerationRecord free(long id) {
        return record(id, Invoice.NOTHING);
    }

    private static GenerationRecord record(long id, Invoice invoice) {
        return new GenerationRecord(
                id,
                "gen-1795521600-" + "0".repeat(20 - Long.toString(id).length()) + id,
                "chatcmpl-" + Long.toHexString(id * 0x9E3779B97F4A7C15L),
                1_795_521_600_000L + id,
                "0123456789abcdef".repeat(4),
                "default",
                "acme/model-1",
                "acme/model-1",
                "acme:model-1",
                "Acme",
                "acme",
                "price",
                true,
                Outcome.SERVED,
                200,
                "",
                "stop",
                "",
                Usage.NONE.with(Bucket.INPUT, 1_200).with(Bucket.OUTPUT, 350),
                Billing.COMPLETE,
                invoice,
                "0123456789ab",
                312,
                4_711,
                "curl/8.9.1",
                List.of(
                        new Attempt(
                                "acme:model-1", "acme", "acme/model-1", 200, "", Money.ZERO, 300)));
    }

    /** A record of which every field is any value that it can have. */
    static GenerationRecord any(long number) {
        return new SampleRecords(new Seed(number)).any();
    }

    private GenerationRecord any() {
        return new GenerationRecord(
                number(),
                text(),
                text(),
                number(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                below(2) == 1,
                one(Outcome.values()),
                (int) number(),
                text(),
                text(),
                text(),
                usage(),
                one(Billing.values()),
                invoice(),
                text(),
                number(),
                number(),
                text(),
                attempts());
    }

    private Usage usage() {
        Usage usage = Usage.NONE.withWebSearches(number());
        for (Bucket bucket : Bucket.values()) {
            usage = below(2) == 0 ? usage : usage.with(bucket, number());
        }
        return usage;
    }

    private Invoice invoice() {
        List<BillLine> lines = new ArrayList<>();
        for (int i = below(5); i > 0; i--) {
            lines.add(new BillLine(text(), number(), number(), number()));
        }
        Bill bill = new Bill(lines, new Money(number()), new Money(number()));
        Markup markup =
                new Markup(text(), number(), number(), number(), one(Markup.KeyOwner.values()));
        Money cost = new Money(number() >> 3);
        Money margin = new Money(number() >> 3);
        Money fee = new Money(number() >> 3);
        Money discount = new Money(number() >> 3);
        Money rounding = new Money(number() >> 3);
        Money amount = cost.plus(margin).plus(fee).minus(discount).plus(rounding);
        return new Invoice(bill, markup, cost, margin, fee, discount, rounding, amount);
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = below(12); i > 0; i--) {
            attempts.add(
                    new Attempt(
                            text(),
                            text(),
                            text(),
                            (int) number(),
                            text(),
                            new Money(number()),
                            number()));
        }
        return attempts;
    }

    /** Numbers of all lengths and both signs. */
    private long number() {
        seed = seed.next();
        return seed.bits() >> seed.forPurpose("length").below(64);
    }

    private <T> T one(T[] values) {
        return List.of(values).get(below(values.length));
    }

    private int below(int bound) {
        seed = seed.next();
        return seed.below(bound);
    }

    private String text() {
        return switch (below(3)) {
            case 0 -> ODD[below(ODD.length)];
            case 1 -> "acme/model-" + below(4);
            default -> Long.toString(number(), 36);
        };
    }
}
