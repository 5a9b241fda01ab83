package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.server.http.Refused;
import java.math.BigDecimal;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Amounts of US dollars in bodies, exact. */
final class Amounts {
    /** A billion dollars: more is a slip of the pen, and sums of it would not fit. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private static final int DECIMALS = 9;

    private Amounts() {}

    /**
     * An amount of 0 or more.
     *
     * @param more what else may be said, for the refusal: {@code , or null for none}
     * @throws Refused when it is something else
     */
    static Money notNegative(String field, JsonNode value, String more) {
        return read(field, value, usd -> usd.signum() >= 0, "from 0 to 1000000000", more);
    }

    /**
     * An amount above 0.
     *
     * @throws Refused when it is something else
     */
    static Money positive(String field, JsonNode value) {
        return read(field, value, usd -> usd.signum() > 0, "above 0, up to 1000000000", "");
    }

    /**
     * An amount above or below 0.
     *
     * @throws Refused when it is something else
     */
    static Money signed(String field, JsonNode value) {
        return read(
                field,
                value,
                usd -> usd.signum() != 0,
                "other than 0, from -1000000000 to 1000000000",
                "");
    }

    private static Money read(
            String field,
            JsonNode value,
            Predicate<BigDecimal> allowed,
            String bounds,
            String more) {
        if (value.isNumber()) {
            BigDecimal usd = value.decimalValue();
            if (usd.abs().compareTo(MOST) <= 0
                    && usd.stripTrailingZeros().scale() <= DECIMALS
                    && allowed.test(usd)) {
                return Money.ofUsd(usd);
            }
        }
        throw new Refused(
                Fault.invalid(
                        field,
                        "%s must be an amount in US dollars %s with at most nine decimals%s."
                                .formatted(field, bounds, more)));
    }
}
