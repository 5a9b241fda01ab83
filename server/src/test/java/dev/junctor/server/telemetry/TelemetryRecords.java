package dev.junctor.server.telemetry;

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
import java.util.List;

/** Records for what is told about them. */
final class TelemetryRecords {
    private TelemetryRecords() {}

    static GenerationRecord served(String provider, String model) {
        return record(provider, model, Outcome.SERVED, 200);
    }

    static GenerationRecord record(String provider, String model, Outcome outcome, int status) {
        boolean answered = !provider.isEmpty();
        return new GenerationRecord(
                1,
                "gen-1795521600-aaaaaaaaaaaaaaaaaaaa",
                "chatcmpl-1",
                1_795_521_600_000L,
                "ab".repeat(32),
                "default",
                "whatever-the-caller-wrote",
                model,
                answered ? provider + ":" + model : "",
                provider,
                provider,
                "price",
                true,
                outcome,
                status,
                answered ? "" : "upstream_error",
                "stop",
                "",
                answered
                        ? Usage.NONE
                                .with(Bucket.INPUT, 100)
                                .with(Bucket.CACHE_READ, 20)
                                .with(Bucket.CACHE_WRITE, 5)
                                .with(Bucket.OUTPUT, 30)
                                .with(Bucket.REASONING, 7)
                        : Usage.NONE,
                Billing.COMPLETE,
                answered
                        ? Invoice.of(
                                new Bill(
                                        List.of(new BillLine("request", 1, 2_500_000, 1)),
                                        Money.ZERO,
                                        new Money(2_500_000)),
                                0,
                                Markup.NONE)
                        : Invoice.NOTHING,
                answered ? "0123456789ab" : "",
                answered ? 80 : 0,
                1_500,
                "curl",
                List.of(
                        new Attempt("x:m", "x", "acme/m", 429, "rate_limited", Money.ZERO, 30),
                        new Attempt(provider + ":m", provider, model, status, "", Money.ZERO, 80)));
    }
}
