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
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.List;

/** Records as the gateway might write them, each by a seed. */
final class Records {
    /** 2026-11-24T12:00:00Z, a Tuesday. */
    static final long NOON = 1_795_521_600_000L;

    /** A loop that only hears what was written, at once. */
    static final EventLoop LOOP = new Untouched();

    private Records() {}

    static KeyId key(int number) {
        return new KeyId(number, 2, 3, 4);
    }

    /** An invoice of one line at the provider's price. */
    static Invoice invoice(long nanos) {
        return invoice(nanos, Markup.NONE);
    }

    private static final List<Markup> MARKUPS =
            List.of(
                    Markup.NONE,
                    new Markup("resale", 333_333, 7, 0, Markup.KeyOwner.HOST),
                    new Markup("friends", -125_001, 0, 0, Markup.KeyOwner.HOST),
                    new Markup("own", 0, 0, 50_000, Markup.KeyOwner.CUSTOMER));

    private static Invoice invoice(long nanos, Markup markup) {
        Bill bill =
                new Bill(
                        List.of(new BillLine("request", nanos, 1, 1)),
                        Money.ZERO,
                        new Money(nanos));
        return Invoice.of(bill, 1_000, markup);
    }

    static GenerationRecord record(long seed, long id, PublicIds publicIds, long createdMillis) {
        Seed dice = new Seed(seed).next();
        int model = dice.forPurpose("model").below(3);
        boolean answered = dice.forPurpose("answered").below(5) > 0;
        Usage usage = Usage.NONE.withWebSearches(dice.forPurpose("searches").below(3));
        for (Bucket bucket : Bucket.values()) {
            usage = usage.with(bucket, dice.forPurpose(bucket.key()).below(1_000));
        }
        long cost = 1L + dice.forPurpose("cost").below(1_000_000);
        Markup markup = MARKUPS.get(dice.forPurpose("markup").below(MARKUPS.size()));
        return new GenerationRecord(
                id,
                publicIds.of(id),
                answered ? "chatcmpl-" + id : "",
                createdMillis,
                key(dice.forPurpose("key").below(4)).hex(),
                "default",
                "acme/model-" + model,
                answered ? "acme/model-" + model : "",
                answered ? "acme:model-" + model : "",
                answered ? "Acme" : "",
                answered ? "acme" : "",
                "price",
                dice.forPurpose("streamed").below(2) == 1,
                answered ? Outcome.SERVED : Outcome.FAILED,
                answered ? 200 : 502,
                answered ? "" : "upstream_error",
                answered ? "stop" : "",
                "flex",
                answered ? usage : Usage.NONE,
                answered ? Billing.COMPLETE : Billing.VOID,
                answered ? invoice(cost, markup) : Invoice.NOTHING,
                answered ? "0123456789ab" : "",
                answered ? 1 + dice.forPurpose("latency").below(500) : 0,
                dice.forPurpose("duration").below(5_000),
                "curl/8 \"ünï\"",
                List.of(
                        new Attempt(
                                "other:m", "other", "acme/m", 503, "overloaded", new Money(3), 12),
                        new Attempt("acme:m", "acme", "acme/m", 200, "", Money.ZERO, 34)));
    }

    private static final class Untouched implements EventLoop {
        @Override
        public long nanoTime() {
            throw new AssertionError();
        }

        @Override
        public long epochMillis() {
            throw new AssertionError();
        }

        @Override
        public long random() {
            throw new AssertionError();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            throw new AssertionError();
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Chunk chunk(byte[] array, int from, int to) {
            throw new AssertionError();
        }
    }
}
