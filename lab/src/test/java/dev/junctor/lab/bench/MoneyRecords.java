package dev.junctor.lab.bench;

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
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.PublicIds;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Records as a busy gateway makes them: 40 models of 7 providers, 500 keys of 50 accounts, resold with a margin. */
final class MoneyRecords {
    private static final int MODELS = 40;
    private static final int PROVIDERS = 7;
    private static final int KEYS = 500;
    private static final int KEYS_OF_AN_ACCOUNT = 10;
    private static final int KEY_BYTES = 32;
    private static final int OK = 200;
    private static final long NANO_PRICE = 150_000_000;
    private static final Markup MARKUP = new Markup("resale", 200_000, 0, 0, Markup.KeyOwner.HOST);

    private final IdMaker ids;
    private final List<String> keys = IntStream.range(0, KEYS).mapToObj(MoneyRecords::key).toList();
    private final PublicIds names = new PublicIds(new byte[PublicIds.KEY_BYTES]);

    /**
     * Records from one source of ids.
     *
     * @param ids rise with the time
     */
    MoneyRecords(IdMaker ids) {
        this.ids = ids;
    }

    /** A record of a moment, in milliseconds since 1970 in UTC; the same number gives the same request. */
    GenerationRecord of(long number, long epochMillis) {
        Seed seed = new Seed(number);
        int model = seed.forPurpose("model").below(MODELS);
        int key = seed.forPurpose("key").below(KEYS);
        String provider = "provider-" + model % PROVIDERS;
        String name = "some-lab/some-model-" + model + "-instruct";
        String endpoint = provider + ":" + name;
        Usage usage =
                Usage.NONE
                        .with(Bucket.INPUT, 200 + seed.forPurpose("in").below(4_000))
                        .with(Bucket.CACHE_READ, seed.forPurpose("read").below(2_000))
                        .with(Bucket.OUTPUT, 20 + seed.forPurpose("out").below(900));
        long id = ids.next(epochMillis);
        int latency = 1 + seed.forPurpose("latency").below(500);
        return new GenerationRecord(
                id,
                names.of(id),
                "chatcmpl-" + Long.toUnsignedString(seed.bits(), Character.MAX_RADIX) + "QxYz12",
                epochMillis,
                keys.get(key),
                "account-" + key / KEYS_OF_AN_ACCOUNT,
                name,
                name,
                endpoint,
                "Provider " + model % PROVIDERS,
                provider,
                "price",
                seed.forPurpose("stream").below(2) == 1,
                Outcome.SERVED,
                OK,
                "",
                "stop",
                "",
                usage,
                Billing.COMPLETE,
                invoice(usage),
                "0123456789ab",
                latency,
                latency + seed.forPurpose("duration").below(5_000),
                "OpenAI/Python 1.109.1 (linux; x86_64) python/3.12",
                List.of(new Attempt(endpoint, provider, name, OK, "", Money.ZERO, latency)));
    }

    private static String key(int number) {
        byte[] hash = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            hash[i] = (byte) new Seed(number).forPurpose("byte " + i).bits();
        }
        return HexFormat.of().formatHex(hash);
    }

    private static Invoice invoice(Usage usage) {
        List<BillLine> lines = new ArrayList<>();
        long nanos = 0;
        for (Bucket bucket : List.of(Bucket.INPUT, Bucket.CACHE_READ, Bucket.OUTPUT)) {
            long tokens = usage.tokens(bucket);
            lines.add(new BillLine(bucket.key(), tokens, NANO_PRICE, BillLine.MILLION));
            nanos += tokens * NANO_PRICE / BillLine.MILLION;
        }
        Bill bill = new Bill(lines, new Money(nanos / 2), new Money(nanos));
        return Invoice.of(bill, usage.promptTokens() + usage.completionTokens(), MARKUP);
    }
}
