package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.util.HexFormat;

/** A posting that somebody wants to make. */
public final class NewPosting {
    private static final Money NO_BOUND = new Money(Long.MAX_VALUE);

    private final Posting posting;
    private final String account;
    private final Money amount;
    private final String idempotencyKey;
    private final String requestHash;
    private final long generationId;
    private final String note;
    private final Money most;

    /**
     * Checks kind and amount.
     *
     * @param kind deposit, promotion, refund or correction
     * @param account customer account
     * @param amount by which the customer's credit moves: more than zero, for a correction anything but zero
     * @param idempotencyKey the same one makes the posting once only; empty for none
     * @param requestHash of what was asked for, to tell a repetition from another request with the same key
     * @param generationId the record it is about; 0 for none
     * @param note for people
     * @throws IllegalArgumentException when people cannot make such a posting
     */
    public NewPosting(
            Posting.Kind kind,
            String account,
            Money amount,
            String idempotencyKey,
            byte[] requestHash,
            long generationId,
            String note) {
        this.posting = posting(kind, account, amount);
        this.account = account;
        this.amount = amount;
        this.idempotencyKey = idempotencyKey;
        this.requestHash = HexFormat.of().formatHex(requestHash);
        this.generationId = generationId;
        this.note = note;
        this.most = NO_BOUND;
    }

    private NewPosting(NewPosting same, Money most) {
        this.posting = same.posting;
        this.account = same.account;
        this.amount = same.amount;
        this.idempotencyKey = same.idempotencyKey;
        this.requestHash = same.requestHash;
        this.generationId = same.generationId;
        this.note = same.note;
        this.most = most;
    }

    /** The same, but only as far as all refunds of its request are not more than this. */
    public NewPosting atMost(Money refundable) {
        return new NewPosting(this, refundable);
    }

    /** Whether refunds of its request have a bound. */
    boolean isBounded() {
        return !most.equals(NO_BOUND);
    }

    /** What all refunds of its request may be together. */
    Money most() {
        return most;
    }

    private static Posting posting(Posting.Kind kind, String account, Money amount) {
        return switch (kind) {
            case DEPOSIT -> Posting.deposit(account, given(kind, amount));
            case PROMOTION -> Posting.promotion(account, given(kind, amount));
            case REFUND -> Posting.refund(account, given(kind, amount));
            case CORRECTION -> {
                long nanos = amount.nanoDollars();
                yield Posting.correction(
                        account, nanos == Long.MIN_VALUE ? refused(kind, amount) : moved(amount));
            }
            case HOLD, RELEASE, CHARGE, ABSORBED ->
                    throw new IllegalArgumentException(
                            "a " + kind + " is made by the gateway only");
        };
    }

    private static Money given(Posting.Kind kind, Money amount) {
        return amount.nanoDollars() > 0 ? amount : refused(kind, amount);
    }

    private static Money moved(Money amount) {
        return amount.nanoDollars() != 0 ? amount : refused(Posting.Kind.CORRECTION, amount);
    }

    private static Money refused(Posting.Kind kind, Money amount) {
        throw new IllegalArgumentException(
                "the amount of a " + kind + " cannot be $" + amount.toUsd());
    }

    Posting posting() {
        return posting;
    }

    String account() {
        return account;
    }

    Money amount() {
        return amount;
    }

    String idempotencyKey() {
        return idempotencyKey;
    }

    /** In hex. */
    String requestHash() {
        return requestHash;
    }

    long generationId() {
        return generationId;
    }

    String note() {
        return note;
    }
}
