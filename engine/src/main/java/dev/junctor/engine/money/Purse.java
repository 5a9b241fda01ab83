package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.core.route.WorstCase;
import dev.junctor.engine.admit.ApiKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The money of one request: what is held for it under every limit that applies, from the first candidate to the end. It
 * lives on the request's loop and is settled exactly once.
 */
public final class Purse {
    /** An amount that is not worth showing as held where nothing is limited: a million dollars. */
    private static final long ABSURD = 1_000_000L * 1_000_000_000L;

    /**
     * Whose request it is and on which terms.
     *
     * @param customerKeys slugs of the providers where the customer's own key is used
     * @param takesBound whether an endpoint can be told how long a completion may be
     * @param arrivedMillis decides the period of a limit, the day of a count and the prices
     */
    public record Owner(
            ApiKey key,
            RouteRequest request,
            PriceBooks books,
            Set<String> customerKeys,
            Predicate<Endpoint> takesBound,
            long arrivedMillis) {
        public Owner {
            customerKeys = Set.copyOf(customerKeys);
        }
    }

    /** Whether a candidate can be paid. */
    public sealed interface Allowance {
        /**
         * The most that it can cost is held.
         *
         * @param maxTokens the bound that each completion must be given so that this is so; 0 for none
         */
        record Granted(long maxTokens) implements Allowance {}

        /**
         * It is not.
         *
         * @param budget the limit that does not allow it
         * @param needed what is lacking there
         */
        record Lacking(Budget budget, long needed) implements Allowance {}
    }

    /**
     * The end of it.
     *
     * @param charge as it is made: never more than was held or left
     * @param borne what the host bears of the charge because the limits did not allow it
     */
    public record Settled(Charge charge, Money borne) {}

    /** How a candidate is taken. */
    enum Way {
        /** As it was asked. */
        WHOLE,
        /** With a shorter completion, if that is what can be paid and still long enough for nearly any answer. */
        ROOMY,
        /** With a shorter completion, if that is what can be paid. */
        CLAMPED
    }

    /** Few answers are longer. */
    private static final long ROOMY_TOKENS = 4_096;

    private static final Allowance AS_ASKED = new Allowance.Granted(0);
    private static final int RACES = 3;

    /** Of a completion at an endpoint that names no bound: more would be refused by most, and hold a whole balance. */
    private static final long LONGEST_UNKNOWN = 32_768;

    private final Owner owner;
    private final Budgets budgets;
    private final Refills refills;
    private final PriceVersions versions;
    private final List<Budget> limits;
    private final Hold hold;
    private final Map<String, Hold> counted = new HashMap<>(2);
    private final List<Quote> quotes = new ArrayList<>(1);
    private Invoice capped = Invoice.NOTHING;
    private Money borne = Money.ZERO;

    Purse(Owner owner, Budgets budgets, Refills refills, PriceVersions versions) {
        this.owner = owner;
        this.budgets = budgets;
        this.refills = refills;
        this.versions = versions;
        this.limits = budgets.of(owner.key(), owner.arrivedMillis());
        this.hold = Hold.nothing(limits);
    }

    /** The customer's terms at a candidate. */
    public Markup markup(Candidate candidate) {
        return quote(candidate).markup();
    }

    /** {@link Price#version}, reckoned once. */
    public String version(Price price) {
        return versions.of(price);
    }

    /** Holds what an attempt at a candidate can cost at most, with a shorter completion if it must be. */
    public Allowance afford(Candidate candidate) {
        return take(quote(candidate), Way.CLAMPED);
    }

    /**
     * Asks for what a candidate lacks where several nodes spend from a limit, and tries again once.
     *
     * @param untilNanos the loop's time at which the request ends in any case
     * @param answered runs once on the loop, perhaps before this returns; never after {@link Asking#leave}
     */
    public Asking refill(
            Candidate candidate,
            Allowance.Lacking lacking,
            long untilNanos,
            Consumer<Allowance> answered) {
        return refills.ask(
                lacking,
                untilNanos,
                refill ->
                        answered.accept(
                                switch (refill) {
                                    case GRANTED -> afford(candidate);
                                    case NOTHING_MORE, UNKNOWN -> lacking;
                                }));
    }

    /** A question for more money. */
    public sealed interface Asking permits Refills.Question {
        /** Whether it is not answered yet. */
        boolean isUnderWay();

        /** Nobody wants the answer any more. */
        void leave();
    }

    /**
     * The invoice as far as it can be paid: what it has more than was held is taken from what is left under the limits;
     * what they do not allow the host bears, for a limit is never exceeded.
     */
    public Invoice cap(Invoice invoice) {
        long wanted = invoice.amount().nanoDollars();
        while (hold.nanos() < wanted) {
            long more = Math.min(wanted - hold.nanos(), available());
            if (more <= 0) {
                capped = invoice.cappedAt(new Money(hold.nanos()));
                borne = invoice.amount().minus(capped.amount());
                return capped;
            }
            if (!hold.raiseTo(hold.nanos() + more)) {
                Thread.onSpinWait(); // another loop was faster: what is left is less now
            }
        }
        return invoice;
    }

    /**
     * Ends every hold: the charge is gone for good, the rest is free again.
     *
     * @throws IllegalStateException when it had ended
     */
    public Settled settle(Charge charge) {
        Charge made = charge.with(cap(charge.invoice()));
        String book = made.invoice().markup().book();
        hold.settle(made.amount().nanoDollars());
        counted.forEach((name, count) -> count.settle(name.equals(book) ? 1 : 0));
        return new Settled(made, made.invoice().equals(capped) ? borne : Money.ZERO);
    }

    /** Ends it without a charge. */
    public void giveBack() {
        settle(Charge.NOTHING);
    }

    /** What the prompt probably has, by its length; of media its length says nothing. */
    public long expectedPromptTokens() {
        return owner.request().size().expectedPromptTokens();
    }

    Owner owner() {
        return owner;
    }

    /** The limits that can be used up at this moment: a limit may be set while requests run. */
    List<Budget> limited() {
        return limits.stream().filter(budget -> budget.bounds() == Budget.Bounds.LIMITED).toList();
    }

    /** What a candidate lacks to be paid as it was asked, without taking anything; empty when it lacks nothing. */
    Optional<Allowance.Lacking> lacking(Quote quote) {
        for (Quote.Count count : quote.counts()) {
            if (!counted.containsKey(count.book().name()) && count.budget().left() < 1) {
                return Optional.of(new Allowance.Lacking(count.budget(), 1));
            }
        }
        for (Budget budget : limited()) {
            long missing = missing(quote, budget);
            if (missing > 0) {
                return Optional.of(new Allowance.Lacking(budget, missing));
            }
        }
        return Optional.empty();
    }

    private long missing(Quote quote, Budget budget) {
        return quote.whole() - hold.nanos() - Math.max(0, budget.left());
    }

    /** Whether nobody who came before waits under a limit of this request. */
    boolean isNext(Turn turn) {
        for (Budget budget : limits) {
            if (budget.bounds() == Budget.Bounds.LIMITED && !budget.isNext(turn)) {
                return false;
            }
        }
        return true;
    }

    /** What may be held beyond what is held now; the greatest number where nothing is limited. */
    long available() {
        long least = Long.MAX_VALUE;
        for (Budget budget : limits) {
            if (budget.bounds() == Budget.Bounds.LIMITED) {
                least = Math.min(least, Math.max(0, budget.left()));
            }
        }
        return least;
    }

    /** What may be held in all, with what is held now. */
    long reach() {
        long more = available();
        return more == Long.MAX_VALUE ? more : more + hold.nanos();
    }

    /** Whether the count of requests that a candidate falls under is used up. */
    boolean isCountedOut(Quote quote) {
        return quote.counts().stream()
                .anyMatch(count ->
                        !counted.containsKey(count.book().name()) && count.budget().left() < 1);
    }

    /** Whether so much may fit once the requests under way have ended. */
    boolean mayFitLater(long nanos) {
        for (Budget budget : limits) {
            if (budget.bounds() == Budget.Bounds.LIMITED && budget.unspent() < nanos) {
                return false;
            }
        }
        return true;
    }

    Quote quote(Candidate candidate) {
        for (Quote quote : quotes) {
            if (quote.candidate().equals(candidate)) {
                return quote;
            }
        }
        Quote quote = quoted(candidate);
        quotes.add(quote);
        return quote;
    }

    private Quote quoted(Candidate candidate) {
        Endpoint endpoint = candidate.endpoint();
        String provider = endpoint.provider().slug();
        String model = candidate.model().id();
        String account = owner.key().account();
        long now = owner.arrivedMillis();
        Markup.KeyOwner keyOwner =
                owner.customerKeys().contains(provider)
                        ? Markup.KeyOwner.CUSTOMER
                        : Markup.KeyOwner.HOST;
        Markup markup = owner.books().terms(account, provider, model, keyOwner, now);
        WorstCase worst = WorstCase.of(endpoint, owner.request(), markup, now);
        boolean takesBound = owner.takesBound().test(endpoint);
        if (!takesBound && worst.bound() == WorstCase.Bound.CALLER) {
            worst = worst.unbounded(endpoint);
        }
        List<Quote.Count> counts = new ArrayList<>(0);
        owner.books()
                .covering(account, provider, model, now)
                .ifPresent(book ->
                        budgets.requests(book, account, now)
                                .ifPresent(budget -> counts.add(new Quote.Count(book, budget))));
        return new Quote(
                candidate,
                markup,
                worst,
                takesBound && worst.bound() == WorstCase.Bound.ENDPOINT
                        ? Quote.Clamp.POSSIBLE
                        : Quote.Clamp.NO,
                List.copyOf(counts));
    }

    Allowance take(Quote quote, Way way) {
        for (Quote.Count count : quote.counts()) {
            if (!counted.containsKey(count.book().name())) {
                switch (Hold.of(List.of(count.budget()), 1)) {
                    case Hold.Answer.Held held -> counted.put(count.book().name(), held.hold());
                    case Hold.Answer.Lacking lacking -> {
                        return new Allowance.Lacking(lacking.budget(), 1);
                    }
                }
            }
        }
        long whole = quote.whole();
        List<Budget> limited = limited();
        if (limited.isEmpty() && hold.raiseTo(whole > ABSURD ? 0 : whole)) {
            return AS_ASKED;
        }
        if (limited.isEmpty()) {
            limited = limits; // one was set this very moment
        }
        Budget lacking = limited.getFirst();
        if (quote.worst().isKnown()) {
            switch (hold.raised(whole)) {
                case Hold.Answer.Held held -> {
                    return AS_ASKED;
                }
                case Hold.Answer.Lacking found -> lacking = found.budget();
            }
        }
        long tokens =
                switch (way) {
                    case WHOLE -> 0;
                    case ROOMY -> clamped(quote, ROOMY_TOKENS);
                    case CLAMPED -> clamped(quote, Quote.LEAST_TOKENS);
                };
        return tokens > 0
                ? new Allowance.Granted(tokens)
                : new Allowance.Lacking(lacking, Math.max(1, missing(quote, lacking)));
    }

    /** Holds what the longest completion costs that can be paid; 0 when that is too short. */
    private long clamped(Quote quote, long least) {
        if (quote.clamp() == Quote.Clamp.NO) {
            return 0;
        }
        for (int race = 0; race < RACES; race++) {
            long tokens = fitting(quote);
            if (tokens < least) {
                return 0;
            }
            if (hold.raiseTo(quote.worst().amountWith(tokens).nanoDollars())) {
                return tokens;
            }
        }
        long held = quote.worst().outputTokensWithin(new Money(hold.nanos()));
        long tokens = Math.min(held, longest(quote)); // what was held before still pays for these
        return tokens < least ? 0 : tokens;
    }

    /** How long each completion may be at most with what is held and left. */
    long fitting(Quote quote) {
        return Math.min(quote.worst().outputTokensWithin(new Money(reach())), longest(quote));
    }

    private static long longest(Quote quote) {
        long bound = quote.worst().outputTokens();
        return bound > 0 ? bound : LONGEST_UNKNOWN;
    }
}
