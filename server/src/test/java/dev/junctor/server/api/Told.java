package dev.junctor.server.api;

import dev.junctor.core.base.Money;
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
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.math.BigDecimal;
import java.util.List;

/** Requests that were made: one that a second provider answered, as the store is told of it. */
final class Told {
    static final long DAY = 86_400_000;

    private static final EventLoop LOOP = new Still();

    private Told() {}

    /** Keeps a record of the default account and gives it back. */
    static GenerationRecord record(ApiHouse house, String key, long createdMillis, String usd) {
        Money cost = Money.ofUsd(new BigDecimal(usd));
        Bill bill =
                new Bill(
                        List.of(new BillLine("request", 1, cost.nanoDollars(), 1)),
                        Money.ZERO,
                        new Money(cost.nanoDollars()));
        return record(
                house, key, "default", createdMillis, Invoice.of(bill, 0, Markup.NONE), Money.ZERO);
    }

    /**
     * Keeps a record and gives it back.
     *
     * @param lost what the attempt before cost the host
     */
    static GenerationRecord record(
            ApiHouse house,
            String key,
            String account,
            long createdMillis,
            Invoice invoice,
            Money lost) {
        KeyId keyId = KeyMaker.digest(Secret.of(key));
        long id = house.ids.next(createdMillis);
        GenerationRecord record =
                new GenerationRecord(
                        id,
                        house.store.publicIds().of(id),
                        "chatcmpl-" + id,
                        createdMillis,
                        keyId.hex(),
                        account,
                        "gpt-1:nitro",
                        "acme/gpt-1",
                        "acme:gpt-1",
                        "Acme",
                        "acme",
                        "alias",
                        true,
                        Outcome.SERVED,
                        200,
                        "",
                        "function_call",
                        "",
                        Usage.NONE
                                .with(Bucket.INPUT, 90)
                                .with(Bucket.CACHE_READ, 10)
                                .with(Bucket.OUTPUT, 20)
                                .with(Bucket.REASONING, 5),
                        Billing.COMPLETE,
                        invoice,
                        "0123456789ab",
                        120,
                        900,
                        "curl/8",
                        List.of(
                                new Attempt(
                                        "budget:a/gpt-1-turbo",
                                        "budget/turbo",
                                        "acme/gpt-1",
                                        0,
                                        "timeout",
                                        lost,
                                        50),
                                new Attempt(
                                        "acme:gpt-1",
                                        "acme",
                                        "acme/gpt-1",
                                        200,
                                        "",
                                        Money.ZERO,
                                        120)));
        house.store.records().append(record, LOOP, () -> {});
        house.books.charge(record);
        return record;
    }

    /** A loop that only hears what was written, at once. */
    private static final class Still implements EventLoop {
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
