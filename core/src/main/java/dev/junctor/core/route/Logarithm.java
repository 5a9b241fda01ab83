package dev.junctor.core.route;

/**
 * Logarithms that are the same on every machine and cheap enough for thousands of endpoints: {@link Math} does not
 * promise the first, {@link StrictMath} does not offer the second. Sums and products alone are the same everywhere.
 */
final class Logarithm {
    private static final double LN_2 = 0.6931471805599453;
    private static final double LN_10 = 2.302585092994046;

    private Logarithm() {}

    /** The decadic logarithm of a positive number, right to ten decimals. */
    static double decadic(double value) {
        return natural(value) / LN_10;
    }

    /**
     * The natural logarithm of a positive number: the exponent, and for the mantissa m from 1 to 2 the series of 2
     * artanh z with z = (m − 1) / (m + 1), which is below 1/3.
     */
    static double natural(double value) {
        if (value == 1) {
            return 0; // as fast as the fastest, as cheap as the cheapest: the usual case
        }
        int exponent = Math.getExponent(value);
        double mantissa = Math.scalb(value, -exponent);
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double sum = 0;
        for (int n = 19; n >= 1; n -= 2) {
            sum = sum * square + 1.0 / n;
        }
        return exponent * LN_2 + 2 * z * sum;
    }
}
