package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are shown to people. */
final class Figures {
    private static final int USD_DECIMALS = 6;
    private static final long THOUSAND = 1_000;
    private static final long KIBI = 1_024;

    private Figures() {}

    /** Dollars with six decimals, more when the amount is smaller than that. */
    static String usd(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(USD_DECIMALS, RoundingMode.HALF_UP);
        BigDecimal shown = rounded.signum() == 0 ? amount : rounded;
        return atLeastTwoDecimals(shown);
    }

    /** Dollars with every decimal that there is: for books. */
    static String exactUsd(BigDecimal amount) {
        return atLeastTwoDecimals(amount);
    }

    /** A count with its thousands apart: {@code 12,345}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A price for one token, as US dollars for a million. */
    static String perMillion(BigDecimal usdPerToken) {
        return atLeastTwoDecimals(usdPerToken.movePointRight(6));
    }

    private static String atLeastTwoDecimals(BigDecimal amount) {
        BigDecimal short_ = amount.stripTrailingZeros();
        return short_.setScale(Math.max(2, short_.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** A count of tokens as people say it: {@code 128K, 1M}; {@code ?} for 0, which means unknown. */
    static String tokens(long count) {
        if (count <= 0) {
            return "?";
        }
        if (count < THOUSAND) {
            return Long.toString(count);
        }
        long unit = count % KIBI == 0 ? KIBI : THOUSAND;
        return count >= unit * unit
                ? oneDecimal(count, unit * unit) + "M"
                : oneDecimal(count, unit) + "K";
    }

    private static String oneDecimal(long count, long unit) {
        return BigDecimal.valueOf(count)
                .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A time in seconds: {@code 0.32 s}. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /** A time in whole milliseconds. */
    static long milliseconds(long nanos) {
        return Math.round(nanos / 1e6);
    }
}
