package dev.junctor.core.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request costs, line by line; exact, rounded once, half up, at the total.
 *
 * @param prompt the part of the total that the prompt's tokens cost, cut to whole nano-dollars
 * @param total the amount
 */
public record Bill(List<BillLine> lines, Money prompt, Money total) {
    /** Nothing is charged. */
    public static final Bill NOTHING = new Bill(List.of(), Money.ZERO, Money.ZERO);

    /** The item of a bill that the provider wrote itself, tokens and all else in one. */
    private static final String REPORTED = "reported";

    private static final Bucket[] BUCKETS = Bucket.values();

    public Bill {
        lines = List.copyOf(lines);
    }

    /** What the completion and everything beside tokens cost: the total less the prompt's part. */
    public Money completion() {
        return total.minus(prompt);
    }

    /** What is charged beside tokens alone: by the request, by the search. */
    public Bill withoutTokens() {
        List<BillLine> units =
                lines.stream()
                        .filter(line -> line.per() == 1 && !line.item().equals(REPORTED))
                        .toList();
        return new Bill(units, Money.ZERO, total(units));
    }

    /** The amount before it is rounded, in millionths of a nano-dollar. */
    BigInteger exactMicros() {
        BigInteger micros = BigInteger.ZERO;
        for (BillLine line : lines) {
            micros = micros.add(line.exactMicros());
        }
        return micros;
    }

    /**
     * Usage × price.
     *
     * @param epochMillis when the answer was complete, for prices by time of day
     * @param serviceTier as it was really served; empty for the usual one
     * @throws ArithmeticException when an amount does not fit 64 bits
     */
    public static Bill of(Usage usage, Price price, long epochMillis, String serviceTier) {
        Rates rates = price.ratesFor(usage.promptTokens(), epochMillis, serviceTier);
        List<BillLine> lines = new ArrayList<>(4);
        long promptNanos = 0;
        for (Bucket bucket : BUCKETS) {
            long tokens = usage.tokens(bucket);
            if (tokens > 0) {
                BillLine line =
                        new BillLine(
                                bucket.key(),
                                tokens,
                                rates.nanoPerMillion(bucket),
                                BillLine.MILLION);
                lines.add(line);
                promptNanos += bucket.isPrompt() ? line.wholeNanos() : 0;
            }
        }
        unit(lines, "web_search", usage.webSearches(), price);
        unit(lines, "request", 1, price);
        return new Bill(lines, new Money(promptNanos), total(lines));
    }

    /**
     * The same consumption at the amount that the provider itself says it charges; the prompt's part is what it is by
     * the price list, in proportion.
     */
    public Bill chargedAs(Money amount) {
        BillLine line = new BillLine(REPORTED, 1, amount.nanoDollars(), 1);
        return new Bill(List.of(line), share(amount, prompt, total), amount);
    }

    private static Money share(Money amount, Money part, Money whole) {
        if (whole.nanoDollars() == 0) {
            return Money.ZERO;
        }
        return new Money(
                BigInteger.valueOf(amount.nanoDollars())
                        .multiply(BigInteger.valueOf(part.nanoDollars()))
                        .divide(BigInteger.valueOf(whole.nanoDollars()))
                        .longValueExact());
    }

    private static void unit(List<BillLine> lines, String item, long quantity, Price price) {
        long nanoPrice = price.units().of(item);
        if (quantity > 0 && nanoPrice > 0) {
            lines.add(new BillLine(item, quantity, nanoPrice, 1));
        }
    }

    private static Money total(List<BillLine> lines) {
        long nanos = 0;
        long micros = 0;
        for (BillLine line : lines) {
            nanos = Math.addExact(nanos, line.wholeNanos());
            micros += line.restMicros();
        }
        long rounded = Math.floorDiv(micros + BillLine.MILLION / 2, BillLine.MILLION);
        return new Money(Math.addExact(nanos, rounded));
    }
}
