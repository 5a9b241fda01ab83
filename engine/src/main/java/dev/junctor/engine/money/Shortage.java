package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.admit.ApiKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Why a request cannot be paid, as the caller is told it. */
sealed interface Shortage {
    /** Whether it may pass when requests under way have ended. */
    boolean mayPass();

    /** What the caller hears. */
    Fault fault();

    /** The fields of {@code error.metadata}, as a JSON object; empty for none. */
    String details();

    /** Judges by the candidate that would be the first to fit. */
    static Shortage of(Purse purse, List<Candidate> order, Quote cheapest, long epochMillis) {
        long perDay = 0;
        for (Candidate candidate : order) {
            Quote quote = purse.quote(candidate);
            if (!purse.limited().isEmpty() && !purse.isCountedOut(quote)) {
                return OfMoney.of(purse, purse.isCountedOut(cheapest) ? quote : cheapest);
            }
            for (Quote.Count count : quote.counts()) {
                perDay = Math.max(perDay, count.book().requestsPerDay());
            }
        }
        return new OfRequests(perDay, epochMillis);
    }

    /** All requests of the day are used up. */
    record OfRequests(long perDay, long epochMillis) implements Shortage {
        private static final long DAY_MILLIS = 86_400_000;

        @Override
        public boolean mayPass() {
            return false;
        }

        @Override
        public Fault fault() {
            long leftMillis = DAY_MILLIS - Math.floorMod(epochMillis, DAY_MILLIS);
            return Fault.caller(
                            FaultKind.RATE_LIMITED,
                            "",
                            "The "
                                    + perDay
                                    + " requests that this account has for this model on a day are"
                                    + " used up. They begin anew at midnight UTC.")
                    .retryAfter(Math.ceilDiv(leftMillis, 1_000));
        }

        @Override
        public String details() {
            return "";
        }
    }

    /**
     * There is too little money under a limit.
     *
     * @param needed the least that the request must have, in nano-dollars
     * @param fits tokens that each completion could have; 0 when not even the prompt can be paid
     * @param resetsMillis when the limit begins anew; {@link Long#MAX_VALUE} for never
     */
    record OfMoney(
            Source source,
            long left,
            long held,
            long needed,
            Pass pass,
            long fits,
            long resetsMillis)
            implements Shortage {
        /** Whose limit it is. */
        enum Source {
            KEY,
            ACCOUNT
        }

        /** Whether it fits once others have ended. */
        enum Pass {
            LATER,
            NEVER
        }

        static OfMoney of(Purse purse, Quote quote) {
            Pass pass = purse.mayFitLater(quote.least()) ? Pass.LATER : Pass.NEVER;
            Budget tightest =
                    Collections.min(
                            purse.limited(),
                            Comparator.comparingLong(
                                    pass == Pass.LATER ? Budget::left : Budget::unspent));
            ApiKey key = purse.owner().key();
            boolean ofAccount = tightest.id().startsWith("account:");
            return new OfMoney(
                    ofAccount ? Source.ACCOUNT : Source.KEY,
                    Math.max(0, tightest.left()),
                    tightest.held(),
                    quote.whole(),
                    pass,
                    purse.fitting(quote),
                    ofAccount
                            ? Long.MAX_VALUE
                            : key.reset().nextPeriod(purse.owner().arrivedMillis()));
        }

        @Override
        public boolean mayPass() {
            return pass == Pass.LATER;
        }

        @Override
        public Fault fault() {
            StringBuilder text = new StringBuilder(240);
            text.append(source == Source.KEY ? "This API key" : "This account").append(" has $");
            text.append(usd(left)).append(" left");
            if (held > 0) {
                text.append(" and $").append(usd(held)).append(" held by running requests");
            }
            text.append("; this request ");
            text.append(
                    needed == Long.MAX_VALUE
                            ? "has no upper bound of its cost. "
                            : "can cost up to $" + usd(needed) + ". ");
            if (pass == Pass.LATER) {
                text.append("Try again when running requests have ended");
                text.append(fits > 0 ? ", or set" : ".");
            } else if (fits > 0) {
                text.append("Set");
            } else {
                text.append("Not even its prompt can be paid.");
            }
            if (fits > 0) {
                text.append(" max_tokens to at most ").append(fits).append('.');
            }
            text.append(source == Source.KEY ? " Raise the key's limit" : " Add credit");
            text.append(
                    resetsMillis == Long.MAX_VALUE
                            ? "."
                            : ", or wait until it begins anew at " + iso() + ".");
            Fault fault =
                    Fault.caller(
                            FaultKind.PAYMENT_REQUIRED,
                            fits > 0 ? "max_tokens" : "",
                            text.toString());
            return pass == Pass.LATER ? fault.retryAfter(1) : fault;
        }

        @Override
        public String details() {
            return "{\"limit_source\":\""
                    + (source == Source.KEY ? "key" : "account")
                    + "\",\"remaining_usd\":"
                    + usd(left)
                    + ",\"held_usd\":"
                    + usd(held)
                    + ",\"max_tokens_that_fit\":"
                    + fits
                    + ",\"resets_at\":"
                    + (resetsMillis == Long.MAX_VALUE ? "null" : Quoted.string(iso()))
                    + "}";
        }

        private String iso() {
            return Instant.ofEpochMilli(resetsMillis).toString();
        }

        private static String usd(long nanos) {
            return new Money(nanos).toUsd();
        }
    }
}
