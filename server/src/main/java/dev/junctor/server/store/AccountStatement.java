package dev.junctor.server.store;

import dev.junctor.core.base.Money;
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
     * @param balance what stood in the account after it
     */
    public record Line(Movement movement, Money balance) {}
}
