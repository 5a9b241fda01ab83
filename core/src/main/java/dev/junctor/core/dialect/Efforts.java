package dev.junctor.core.dialect;

import java.util.List;

/** Levels of thought and limits of it in tokens, where a protocol knows only one of the two. */
public final class Efforts {
    private static final List<String> LEVELS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    /** The share of the answer's limit that a level stands for, in percent. */
    private static final long[] SHARES = {0, 10, 20, 50, 80, 95, 95};

    private static final long UNKNOWN_LIMIT = 32_000;
    private static final long LEAST = 1_024;

    private Efforts() {}

    /** Whether a word is a level. */
    public static boolean isLevel(String word) {
        return LEVELS.contains(word);
    }

    /**
     * The limit that stands for a level: at least 1,024 tokens, less than the answer's limit where that allows.
     *
     * @param limit tokens that the answer may have; 0 or less when unknown
     */
    public static long budget(String level, long limit) {
        int place = LEVELS.indexOf(level);
        long most = limit > 0 ? limit : UNKNOWN_LIMIT;
        return Math.max(LEAST, most * SHARES[Math.max(1, place)] / 100);
    }

    /** The level that stands for a limit; never {@code none}, {@code xhigh} or {@code max}. */
    public static String level(long budget, long limit) {
        if (budget <= 0) {
            return LEVELS.getFirst();
        }
        long most = limit > 0 ? limit : UNKNOWN_LIMIT;
        long share = budget >= most ? 100 : budget * 100 / most;
        int best = 1;
        for (int i = 2; i <= LEVELS.indexOf("high"); i++) {
            if (Math.abs(SHARES[i] - share) < Math.abs(SHARES[best] - share)) {
                best = i;
            }
        }
        return LEVELS.get(best);
    }
}
