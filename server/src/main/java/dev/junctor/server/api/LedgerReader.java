package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import java.util.List;
import java.util.function.Predicate;

/** What the books say. May block: not for event loops. */
public interface LedgerReader {
    /** What stands in each account of the books, by name; the sum is zero. */
    List<Posting.Entry> trialBalance();

    /** What was given to a customer account and what it used. */
    Credits credits(String account);

    /**
     * A customer account's movements, the newest first.
     *
     * @param fromMillis in milliseconds since 1970 in UTC, inclusive
     * @param toMillis exclusive
     * @param cursor {@link Statement#next} of the part before; empty for the first part
     * @param limit how many at most
     * @throws IllegalArgumentException when the cursor is none of this reader's
     */
    Statement statement(String account, long fromMillis, long toMillis, String cursor, int limit);

    /** Recomputes the books from what they are made of; each sentence says what is wrong, none when all is right. */
    List<String> check();

    /**
     * All movements of all accounts, the oldest first.
     *
     * @param fromMillis in milliseconds since 1970 in UTC, inclusive
     * @param toMillis exclusive
     * @param each is given one after another until it says false
     */
    void export(long fromMillis, long toMillis, Predicate<Movement> each);

    /**
     * What was given to an account and what it used.
     *
     * @param given deposits, promotions, refunds and corrections since ever
     * @param used charges since ever
     */
    record Credits(Money given, Money used) {
        /** What is left of it; negative where more was used. */
        public Money balance() {
            return given.minus(used);
        }
    }

    /**
     * A posting with what is known beside it.
     *
     * @param id names it for ever: a charge has its generation's public id, another posting {@code pst-…}
     * @param atMillis in milliseconds since 1970 in UTC
     * @param account customer account that it belongs to
     * @param generation public id of the request that it belongs to; empty for none
     * @param note by whoever made it; empty for none
     */
    record Movement(
            String id,
            long atMillis,
            String account,
            Posting posting,
            String generation,
            String note) {
        /** By how much the account's credit changes. */
        public Money amount() {
            LedgerAccount credit = LedgerAccount.credit(account);
            return posting.entries().stream()
                    .filter(entry -> entry.account().equals(credit))
                    .map(Posting.Entry::amount)
                    .reduce(Money.ZERO, Money::plus);
        }
    }

    /**
     * A part of an account's movements.
     *
     * @param next gives the part behind it; empty when there is none
     */
    record Statement(List<Movement> movements, String next) {
        public Statement {
            movements = List.copyOf(movements);
        }
    }
}
