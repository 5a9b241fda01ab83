package dev.junctor.engine.admit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** When a limit begins anew, in UTC. */
public enum LimitReset {
    NEVER,
    /** At midnight. */
    DAILY,
    /** On Monday at midnight. */
    WEEKLY,
    /** On the first of the month at midnight. */
    MONTHLY;

    private static final long DAY_MILLIS = 86_400_000;

    /** The first moment of the period that a moment lies in, in milliseconds since 1970; the smallest number for ever. */
    public long periodStart(long epochMillis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        return switch (this) {
            case NEVER -> Long.MIN_VALUE;
            case DAILY -> millis(day);
            case WEEKLY -> millis(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTHLY -> millis(day.withDayOfMonth(1));
        };
    }

    /** The first moment of the period after it; the greatest number for never. */
    public long nextPeriod(long epochMillis) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        return switch (this) {
            case NEVER -> Long.MAX_VALUE;
            case DAILY -> millis(day.plusDays(1));
            case WEEKLY -> millis(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
            case MONTHLY -> millis(day.withDayOfMonth(1).plusMonths(1));
        };
    }

    private static long millis(LocalDate day) {
        return day.toEpochDay() * DAY_MILLIS;
    }
}
