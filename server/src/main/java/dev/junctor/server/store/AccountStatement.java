package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.util.List;

/**
 * A page of what moved a customer account's credit, the newest first.
 *
 * @param next where the next page begins; empty when this is the last one
 */
public record AccountStatement(List<Line> lines, String next) {
    public AccountStatement {
        lines = List.copyOf(lines);
    }

    /**
     * One movement.
     *
     * @param id of the record or of the posting
     * @param timeMillis milliseconds since 1970 in UTC
     * @param amount by which the credit moved; negative for a charge
     * @param balance what stood in the account after it
     * @param generation public id of the record it is about; empty for none
     * @param note for people; a charge's is its model
     */
    public record Line(
            long id,
            long timeMillis,
            Posting.Kind kind,
            Money amount,
            Money balance,
            String generation,
            String note) {}
}
