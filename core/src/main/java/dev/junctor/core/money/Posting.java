package dev.junctor.core.money;

import dev.junctor.core.base.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * A movement of money between accounts; it cannot exist unless it sums to zero. It is never changed: what was wrong is
 * set right by another posting.
 *
 * @param entries two or more, none of them zero
 */
public record Posting(Kind kind, List<Entry> entries) {
    /**
     * Checks the one law of books.
     *
     * @throws IllegalArgumentException when the entries do not sum to zero, or are not at least two
     * @throws ArithmeticException when a sum does not fit 64 bits
     */
    public Posting {
        entries = List.copyOf(entries);
        Money sum = entries.stream().map(Entry::amount).reduce(Money.ZERO, Money::plus);
        if (!sum.equals(Money.ZERO)) {
            throw new IllegalArgumentException(
                    "a posting sums to zero, this " + kind + " to $" + sum.toUsd());
        }
        if (entries.size() < 2) {
            throw new IllegalArgumentException("a posting has two entries or more");
        }
    }

    /** One side of a posting. */
    public record Entry(LedgerAccount account, Money amount) {}

    /** Why money moves. */
    public enum Kind {
        /** A customer paid in. */
        DEPOSIT,
        /** The host gives credit. */
        PROMOTION,
        /** Set aside for a request under way; kept in memory only. */
        HOLD,
        /** A hold given back whole, because nothing was charged or nobody ended it; kept in memory only. */
        RELEASE,
        /** What a request cost its customer. */
        CHARGE,
        /** What an attempt cost the host that nobody is charged for. */
        ABSORBED,
        /** A charge given back. */
        REFUND,
        /** Sets right what was wrong. */
        CORRECTION
    }

    /** A customer paid in. */
    public static Posting deposit(String account, Money amount) {
        return between(Kind.DEPOSIT, LedgerAccount.DEPOSITS, LedgerAccount.credit(account), amount);
    }

    /** The host gives credit. */
    public static Posting promotion(String account, Money amount) {
        return between(
                Kind.PROMOTION, LedgerAccount.PROMOTIONS, LedgerAccount.credit(account), amount);
    }

    /** A charge given back. */
    public static Posting refund(String account, Money amount) {
        return between(Kind.REFUND, LedgerAccount.REFUNDS, LedgerAccount.credit(account), amount);
    }

    /** Sets right what was wrong; a negative amount takes credit away. */
    public static Posting correction(String account, Money amount) {
        return between(
                Kind.CORRECTION, LedgerAccount.CORRECTIONS, LedgerAccount.credit(account), amount);
    }

    /** Sets an amount aside. */
    public static Posting hold(String account, Money amount) {
        return between(
                Kind.HOLD, LedgerAccount.credit(account), LedgerAccount.held(account), amount);
    }

    /** Gives a hold back. */
    public static Posting release(String account, Money amount) {
        return between(
                Kind.RELEASE, LedgerAccount.held(account), LedgerAccount.credit(account), amount);
    }

    /** What an attempt at a provider cost the host that nobody is charged for. */
    public static Posting absorbed(String provider, Money cost) {
        return between(Kind.ABSORBED, LedgerAccount.MARGIN, LedgerAccount.provider(provider), cost);
    }

    /**
     * What a request cost: the customer's credit on one side, on the other where its parts go.
     *
     * @return empty when no money moves
     */
    public static List<Posting> charge(Invoice invoice, String account, String provider) {
        List<Entry> entries = new ArrayList<>(6);
        add(entries, LedgerAccount.credit(account), negative(invoice.amount()));
        add(entries, LedgerAccount.provider(provider), invoice.providerCost());
        add(entries, LedgerAccount.MARGIN, invoice.margin());
        add(entries, LedgerAccount.FEES, invoice.fee());
        add(entries, LedgerAccount.PROMOTIONS, negative(invoice.discount()));
        add(entries, LedgerAccount.ROUNDING, invoice.rounding());
        return entries.isEmpty() ? List.of() : List.of(new Posting(Kind.CHARGE, entries));
    }

    private static Posting between(Kind kind, LedgerAccount from, LedgerAccount to, Money amount) {
        return new Posting(kind, List.of(new Entry(from, negative(amount)), new Entry(to, amount)));
    }

    private static void add(List<Entry> entries, LedgerAccount account, Money amount) {
        if (!amount.equals(Money.ZERO)) {
            entries.add(new Entry(account, amount));
        }
    }

    private static Money negative(Money amount) {
        return Money.ZERO.minus(amount);
    }
}
