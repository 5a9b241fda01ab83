package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** What the books say. May block: not for event loops. */
public interface LedgerReader {
    /** What stands in each account of the books, by name; the sum is zero. */
    List<Posting.Entry> trialBalance();

    /** What was given to a customer account and what it used; zeros for one that never moved. */
    Credits credits(String account);

    /**
     * A page of what moved a customer account's credit, the newest first.
     *
     * @param from day in UTC, inclusive
     * @param to day in UTC, inclusive
     * @param cursor {@link Statement#next} of the page before; empty for the first one
     * @param limit lines on the page, 1 or more
     * @throws IllegalArgumentException when the cursor is none of this reader's
     */
    Statement statement(String account, LocalDate from, LocalDate to, String cursor, int limit);

    /** Recomputes the books from what they are made of; each sentence says what is wrong, none when all is right. */
    List<String> check();

    /**
     * Every side of every posting.
     *
     * @param from day in UTC, inclusive
     * @param to day in UTC, inclusive
     * @param each is given one after another; what it throws ends the export
     */
    void export(LocalDate from, LocalDate to, Consumer<Side> each);

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
     * One movement of an account's credit.
     *
     * @param id names it for ever: a charge by its generation's public id
     * @param atMillis in milliseconds since 1970 in UTC
     * @param amount by which the credit moved; negative for a charge
     * @param balance what stood in the account after it
     * @param generation public id of the request that it belongs to; empty for none
     * @param note for people; empty for none
     */
    record Line(
            String id,
            long atMillis,
            Posting.Kind kind,
            Money amount,
            Money balance,
            String generation,
            String note) {}

    /**
     * A page of an account's movements.
     *
     * @param next gives the page behind it; empty when there is none
     */
    record Statement(List<Line> lines, String next) {
        public Statement {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One side of a posting.
     *
     * @param id of the posting, the same on all its sides
     * @param atMillis in milliseconds since 1970 in UTC
     * @param generation public id of the request that it belongs to; empty for none
     * @param account customer account that it belongs to
     * @param ledgerAccount account of the books that moves
     * @param note for people; empty for none
     */
    record Side(
            String id,
            long atMillis,
            Posting.Kind kind,
            String generation,
            String account,
            LedgerAccount ledgerAccount,
            Money amount,
            String note) {}
}
