package dev.junctor.core.dialect.openaichat;

import java.util.List;

/** Levels of reasoning, weakest first, and how they relate to numbers of tokens. */
final class Effort {
    /** No reasoning at all. */
    static final String NONE = "none";

    /** All levels that have a name (OpenRouter's API reference). */
    static final List<String> LEVELS =
            List.of(NONE, "minimal", "low", "medium", "high", "xhigh", "max");

    /** What a level may take of the completion, in hundredths (OpenRouter's reasoning guide). */
    private static final int[] SHARES = {0, 10, 20, 50, 80, 95, 95};

    private Effort() {}

    /** Whether it is a level. */
    static boolean isLevel(String effort) {
        return LEVELS.contains(effort);
    }

    /**
     * The offered level that is nearest to the one asked for; of two that are equally near the stronger.
     *
     * @param offered levels that an endpoint knows; the one asked for stays when they are unknown
     */
    static String nearest(String asked, List<String> offered) {
        if (offered.isEmpty() || offered.contains(asked) || !isLevel(asked)) {
            return asked;
        }
        int wanted = LEVELS.indexOf(asked);
        String best = asked;
        int distance = Integer.MAX_VALUE;
        for (String level : offered) {
            int place = LEVELS.indexOf(level);
            if (place < 0 || level.equals(NONE)) { // none is not a little reasoning
                continue;
            }
            int away = Math.abs(place - wanted);
            if (away < distance || (away == distance && place > wanted)) {
                best = level;
                distance = away;
            }
        }
        return best;
    }

    /**
     * The level that stands for a budget.
     *
     * @param budget tokens of reasoning
     * @param most tokens that the completion may have; 0 for unknown
     */
    static String ofBudget(long budget, long most) {
        if (most <= 0) {
            return "medium";
        }
        long share = budget >= most ? 100 : budget * 100 / most;
        int best = 1;
        for (int i = 2; i < SHARES.length - 1; i++) { // max and xhigh have the same share
            if (Math.abs(SHARES[i] - share) < Math.abs(SHARES[best] - share)) {
                best = i;
            }
        }
        return LEVELS.get(best);
    }

    /**
     * The budget that stands for a level.
     *
     * @param most tokens that the completion may have
     */
    static long budget(String level, long most) {
        return Math.max(1, most * SHARES[Math.max(0, LEVELS.indexOf(level))] / 100);
    }
}
