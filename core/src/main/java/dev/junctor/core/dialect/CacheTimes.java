package dev.junctor.core.dialect;

import dev.junctor.core.chat.CacheMark;

/** How long a cache mark shall live, in the words of the protocols: {@code 5m, 1h, 30m, 24h}. */
public final class CacheTimes {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private CacheTimes() {}

    /** The mark of a word; the usual time for a word that is none. */
    public static CacheMark mark(String word) {
        if (!word.matches("[1-9]\\d{0,3}[mh]")) {
            return CacheMark.USUAL;
        }
        long count = Long.parseLong(word.substring(0, word.length() - 1));
        return new CacheMark(count * (word.endsWith("h") ? HOUR : MINUTE));
    }

    /**
     * The word of {@code 5m} and {@code 1h} that is near a mark; empty for the usual time.
     *
     * @param path where the mark stood, for the report when another time is sent
     */
    public static String fiveMinutesOrHour(CacheMark mark, String path, Losses losses) {
        if (mark.seconds() <= 0) {
            return "";
        }
        boolean hour = mark.seconds() > 5 * MINUTE;
        if (mark.seconds() != 5 * MINUTE && mark.seconds() != HOUR) {
            losses.approximated(path, "the cache keeps 5 minutes or an hour");
        }
        return hour ? "1h" : "5m";
    }
}
