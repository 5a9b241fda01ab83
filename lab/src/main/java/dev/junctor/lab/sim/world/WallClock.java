package dev.junctor.lab.sim.world;

/** The clock on the wall of one machine: it may be wrong, and set forward and back. */
public final class WallClock {
    /** 2026-11-24T22:30:00Z, so that a day ends while a world goes on. */
    private static final long BEGINNING_MILLIS = 1_795_559_400_000L + 89 * 60_000L;

    private final Timeline timeline;
    private long shiftMillis;

    /** Off by so many milliseconds. */
    public WallClock(Timeline timeline, long shiftMillis) {
        this.timeline = timeline;
        this.shiftMillis = shiftMillis;
    }

    /** What it shows, in milliseconds since 1970 in UTC. */
    public long epochMillis() {
        return BEGINNING_MILLIS + timeline.now() / Timeline.MILLI + shiftMillis;
    }

    /** Somebody sets it. */
    public void set(long millisForward) {
        shiftMillis += millisForward;
    }
}
