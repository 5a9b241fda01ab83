package dev.junctor.lab.sim.laws;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.lab.sim.fleet.Attempt;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.List;

/** A request is charged what its provider said that it used, at the price that was agreed, and a failed one nothing. */
final class ChargeLaws {
    private final Catalog catalog;

    ChargeLaws(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Checks a record as it is written.
     *
     * @param attempts that were made for its request
     */
    void check(int request, GenerationRecord record, List<Attempt> attempts) {
        record.postings(); // none can exist that does not sum to zero
        Broken.unless(
                record.cost().nanoDollars() >= 0, Law.MONEY, request, "a charge below nothing");
        if (record.outcome() == Outcome.FAILED) {
            Broken.unless(
                    record.cost().equals(Money.ZERO), Law.MONEY, request, "a failure is charged");
            return;
        }
        if (record.endpoint().isEmpty() || attempts.isEmpty()) {
            return;
        }
        Attempt winner = attempts.getLast();
        if (record.outcome() == Outcome.SERVED && winner.isHonest() && winner.isMetered()) {
            Broken.unless(
                    record.usage().promptTokens() == winner.promptTokens()
                            && record.usage().completionTokens() == winner.completionTokens(),
                    Law.MONEY,
                    request,
                    "other tokens are billed than the provider said");
            if (winner.completionTokens() > 0) {
                amount(request, record);
            }
        }
    }

    /** Who reads on for a caller that left bills what the provider said in the end. */
    static void checkAbandoned(int request, GenerationRecord record, List<Attempt> attempts) {
        if (record.outcome() != Outcome.ABANDONED || attempts.isEmpty()) {
            return;
        }
        Attempt last = attempts.getLast();
        if (last.isHonest() && last.isMetered() && last.isFinished()) {
            Broken.unless(
                    record.usage().promptTokens() == last.promptTokens(),
                    Law.MONEY,
                    request,
                    "its hold was released before the provider said what it used");
        }
    }

    private void amount(int request, GenerationRecord record) {
        Endpoint endpoint =
                catalog.endpointsOf(record.model()).stream()
                        .filter(one -> one.key().equals(record.endpoint()))
                        .findFirst()
                        .orElseThrow();
        Pricing.Known pricing = (Pricing.Known) endpoint.pricing();
        Bill bill =
                Bill.of(
                        record.usage(),
                        pricing.price(),
                        record.createdMillis(),
                        record.serviceTier());
        long tokens = record.usage().promptTokens() + record.usage().completionTokens();
        Invoice due = Invoice.of(bill, tokens, record.invoice().markup());
        Broken.unless(
                record.cost().equals(due.amount()),
                Law.MONEY,
                request,
                "$" + record.cost().toUsd() + " is charged, due is $" + due.amount().toUsd());
    }

    /** The host bears nothing of an honest answer: its worst case was held. */
    static void checkBorne(int request, Money borne, List<Attempt> attempts) {
        boolean honest =
                !attempts.isEmpty()
                        && attempts.getLast().isHonest()
                        && attempts.getLast().isMetered();
        Broken.unless(
                !honest,
                Law.MONEY,
                request,
                "the host bears $" + borne.toUsd() + " of an honest answer");
    }
}
