package dev.junctor.server.budget;

/**
 * Reads some days of one key from the table {@code key_day_model}, whose rows lie by day: it goes from day to day that
 * has rows, and looks for the key in each.
 */
public final class KeyDays {
    /** Its parameters are the first and the last day, then the key's id in bytes; the table is {@code sums}. */
    private static final String FROM_DAYS =
            "WITH RECURSIVE days(day) AS ("
                    + "SELECT min(day) FROM key_day_model WHERE day >= ?"
                    + " UNION ALL SELECT (SELECT min(k.day) FROM key_day_model k"
                    + " WHERE k.day > days.day) FROM days WHERE days.day < ?)"
                    + " SELECT %s FROM days JOIN key_day_model sums ON sums.day = days.day"
                    + " AND sums.key_id = ? WHERE days.day <= ?";

    /**
     * The rows of a key; its parameters are the first day, the last day, the key's id in bytes, and the last day again.
     */
    public static final String ROWS =
            FROM_DAYS.formatted("sums.*") + " ORDER BY sums.day, sums.model";

    /** What was spent with a key, with the same parameters; it is null where there are no rows. */
    public static final String SPENT = FROM_DAYS.formatted("sum(sums.cost_nanos)");

    /** The last day that there is. */
    public static final long LAST = Long.MAX_VALUE;

    private KeyDays() {}
}
