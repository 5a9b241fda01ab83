package dev.junctor.server.cli;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Amounts of the books, for people: exact, since a rounded one could hide what does not balance. */
final class Usd {
    private Usd() {}

    /** An amount as the gateway tells it: {@code $1.50, -$0.000000001}; {@code none} where there is none. */
    static String of(JsonNode amount) {
        return amount.isNumber() ? of(amount.asDecimal(BigDecimal.ZERO)) : "none";
    }

    /** An amount. */
    static String of(BigDecimal amount) {
        return (amount.signum() < 0 ? "-$" : "$") + Figures.exactUsd(amount.abs());
    }
}
