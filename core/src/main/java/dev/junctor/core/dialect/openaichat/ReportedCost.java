package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads what a provider says an answer cost: {@code usage.cost}, in US dollars.
 *
 * <p>Where the provider used a key of ours at somebody else ({@code is_byok}), its {@code cost} is its fee only, and
 * {@code cost_details.upstream_inference_cost} is what that key paid; the answer cost both.
 */
final class ReportedCost {
    /** A longer number is no amount of money. */
    private static final int MAX_BYTES = 48;

    /** Digits before the point that still fit 64 bits of nano-dollars. */
    private static final int MAX_WHOLE_DIGITS = 9;

    private static final int DECIMALS = 9;
    private static final byte[] COST = ascii("cost");
    private static final byte[] DETAILS = ascii("cost_details");
    private static final byte[] BYOK = ascii("is_byok");
    private static final byte[] INFERENCE = ascii("upstream_inference_cost");
    private static final byte[] TRUE = ascii("true");

    private ReportedCost() {}

    /** Hands the amount on where the provider's word is what counts and it gave one. */
    static void tell(byte[] bytes, int from, int to, Quirks quirks, Closing closing) {
        switch (quirks.cost()) {
            case LISTED -> {}
            case REPORTED -> of(bytes, from, to).ifPresent(closing::charged);
        }
    }

    /** What the usage object from {@code from} to {@code to} says; empty when it says nothing that can be right. */
    static Optional<Money> of(byte[] bytes, int from, int to) {
        Optional<Money> cost = Optional.empty();
        Optional<Money> inference = Optional.empty();
        boolean ownKey = false;
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            if (fields.named(COST)) {
                cost = amount(bytes, fields.from(), fields.end());
            } else if (fields.named(BYOK)) {
                ownKey = Scalars.spelled(bytes, fields.from(), fields.end(), TRUE);
            } else if (fields.named(DETAILS) && fields.kind() == Kind.OBJECT) {
                inference = inference(bytes, fields.inside());
            }
        }
        if (!ownKey || cost.isEmpty()) {
            return cost;
        }
        Money fee = cost.get();
        return inference.map(fee::plus);
    }

    private static Optional<Money> inference(byte[] bytes, Cursor details) {
        Optional<Money> amount = Optional.empty();
        while (details.next() && details.end() > 0) {
            if (details.named(INFERENCE)) {
                amount = amount(bytes, details.from(), details.end());
            }
        }
        return amount;
    }

    private static Optional<Money> amount(byte[] bytes, int from, int to) {
        if (Kind.of(bytes[from]) != Kind.NUMBER || to - from > MAX_BYTES) {
            return Optional.empty();
        }
        BigDecimal usd;
        try {
            usd = new BigDecimal(Scalars.text(bytes, from, to));
        } catch (NumberFormatException beyond) {
            return Optional.empty(); // an exponent that no amount has
        }
        long wholeDigits = (long) usd.precision() - usd.scale();
        if (usd.signum() < 0 || (usd.signum() > 0 && wholeDigits > MAX_WHOLE_DIGITS)) {
            return Optional.empty();
        }
        boolean nothing = usd.signum() == 0 || wholeDigits < -DECIMALS;
        return Optional.of(nothing ? Money.ZERO : Money.rounded(usd));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
