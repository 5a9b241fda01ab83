package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A row of numbers as bars: the greatest is a full one, nothing is a dot, whatever is above nothing is seen. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final char NOTHING = '·';

    private Sparkline() {}

    /** The bars of amounts of 0 or more. */
    static String of(List<BigDecimal> amounts) {
        BigDecimal greatest = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        StringBuilder bars = new StringBuilder();
        for (BigDecimal amount : amounts) {
            bars.append(amount.signum() <= 0 ? NOTHING : bar(amount, greatest));
        }
        return bars.toString();
    }

    private static char bar(BigDecimal amount, BigDecimal greatest) {
        int eighths =
                amount.multiply(BigDecimal.valueOf(BARS.length()))
                        .divide(greatest, 0, RoundingMode.CEILING)
                        .intValueExact();
        return BARS.charAt(eighths - 1);
    }
}
