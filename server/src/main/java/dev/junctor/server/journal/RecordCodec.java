package dev.junctor.server.journal;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record in bytes: the number of this form, then its fields in their order. Names of enums are written as texts, so
 * that a later version may add to them and reorder them.
 */
final class RecordCodec {
    /** The form that is written here; a greater one is of a newer version. */
    static final int VERSION = 1;

    private static final Bucket[] BUCKETS = Bucket.values();
    private static final Map<String, Bucket> BY_KEY =
            Stream.of(BUCKETS).collect(Collectors.toMap(Bucket::key, bucket -> bucket));

    private final Unpacker in = new Unpacker();

    /** The record in bytes; any thread. */
    static byte[] encode(GenerationRecord record) {
        Packer out = new Packer();
        out.one(VERSION);
        out.signed(record.id());
        out.text(record.publicId());
        out.text(record.upstreamId());
        out.signed(record.createdMillis());
        out.text(record.keyId());
        out.text(record.account());
        out.text(record.requested());
        out.text(record.model());
        out.text(record.endpoint());
        out.text(record.provider());
        out.text(record.providerTag());
        out.text(record.strategy());
        out.one(record.streamed() ? 1 : 0);
        out.text(record.outcome().name());
        out.signed(record.status());
        out.text(record.fault());
        out.text(record.finishReason());
        out.text(record.serviceTier());
        encode(out, record.invoice());
        encode(out, record.usage());
        out.text(record.billing().name());
        out.text(record.priceVersion());
        out.signed(record.latencyMillis());
        out.signed(record.durationMillis());
        out.text(record.userAgent());
        out.unsigned(record.attempts().size());
        for (Attempt attempt : record.attempts()) {
            encode(out, attempt);
        }
        return out.toBytes();
    }

    /**
     * What {@link #encode} wrote; one thread.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    GenerationRecord decode(byte[] array, int from, int to) {
        in.over(array, from, to);
        int version = in.one();
        if (version != VERSION) {
            throw new IllegalArgumentException("a record of form " + version);
        }
        long id = in.signed();
        String publicId = in.text();
        String upstreamId = in.text();
        long createdMillis = in.signed();
        String keyId = in.text();
        String account = in.text();
        String requested = in.text();
        String model = in.text();
        String endpoint = in.text();
        String provider = in.text();
        String providerTag = in.text();
        String strategy = in.text();
        boolean streamed = in.one() == 1;
        Outcome outcome = Outcome.valueOf(in.text());
        int status = whole(in.signed());
        String fault = in.text();
        String finishReason = in.text();
        String serviceTier = in.text();
        Invoice invoice = invoice();
        GenerationRecord record =
                new GenerationRecord(
                        id,
                        publicId,
                        upstreamId,
                        createdMillis,
                        keyId,
                        account,
                        requested,
                        model,
                        endpoint,
                        provider,
                        providerTag,
                        strategy,
                        streamed,
                        outcome,
                        status,
                        fault,
                        finishReason,
                        serviceTier,
                        usage(),
                        Billing.valueOf(in.text()),
                        invoice,
                        in.text(),
                        in.signed(),
                        in.signed(),
                        in.text(),
                        attempts());
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("a record goes on after its end");
        }
        return record;
    }

    private static int whole(long number) {
        if (number != (int) number) {
            throw new IllegalArgumentException("a number is too large for its field");
        }
        return (int) number;
    }

    /** The bill comes before the usage, whose buckets are then repeated texts. */
    private static void encode(Packer out, Invoice invoice) {
        Bill bill = invoice.bill();
        out.unsigned(bill.lines().size());
        for (BillLine line : bill.lines()) {
            out.text(line.item());
            out.signed(line.quantity());
            out.signed(line.nanoPrice());
            out.signed(line.per());
        }
        money(out, bill.prompt());
        money(out, bill.total());
        Markup markup = invoice.markup();
        out.text(markup.book());
        out.signed(markup.marginPpm());
        out.signed(markup.marginNanosPerMillion());
        out.signed(markup.feePpm());
        out.text(markup.keyOwner().name());
        money(out, invoice.providerCost());
        money(out, invoice.margin());
        money(out, invoice.fee());
        money(out, invoice.discount());
        money(out, invoice.rounding());
        money(out, invoice.amount());
    }

    private Invoice invoice() {
        int size = in.size();
        List<BillLine> lines = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lines.add(new BillLine(in.text(), in.signed(), in.signed(), in.signed()));
        }
        Bill bill = new Bill(lines, money(), money());
        Markup markup =
                new Markup(
                        in.text(),
                        in.signed(),
                        in.signed(),
                        in.signed(),
                        Markup.KeyOwner.valueOf(in.text()));
        return new Invoice(bill, markup, money(), money(), money(), money(), money(), money());
    }

    private static void encode(Packer out, Usage usage) {
        int used = 0;
        for (Bucket bucket : BUCKETS) {
            used += usage.tokens(bucket) == 0 ? 0 : 1;
        }
        out.unsigned(used);
        for (Bucket bucket : BUCKETS) {
            if (usage.tokens(bucket) != 0) {
                out.text(bucket.key());
                out.unsigned(usage.tokens(bucket));
            }
        }
        out.unsigned(usage.webSearches());
    }

    private Usage usage() {
        int used = in.size();
        Usage usage = Usage.NONE;
        for (int i = 0; i < used; i++) {
            String key = in.text();
            Bucket bucket = BY_KEY.get(key);
            if (bucket == null) {
                throw new IllegalArgumentException("an unknown bucket of usage");
            }
            usage = usage.with(bucket, in.unsigned());
        }
        return usage.withWebSearches(in.unsigned());
    }

    private static void encode(Packer out, Attempt attempt) {
        out.text(attempt.endpoint());
        out.text(attempt.provider());
        out.text(attempt.model());
        out.signed(attempt.status());
        out.text(attempt.fault());
        money(out, attempt.cost());
        out.signed(attempt.latencyMillis());
    }

    private List<Attempt> attempts() {
        int size = in.size();
        List<Attempt> attempts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            attempts.add(
                    new Attempt(
                            in.text(),
                            in.text(),
                            in.text(),
                            whole(in.signed()),
                            in.text(),
                            money(),
                            in.signed()));
        }
        return attempts;
    }

    private static void money(Packer out, Money money) {
        out.signed(money.nanoDollars());
    }

    private Money money() {
        return new Money(in.signed());
    }
}
