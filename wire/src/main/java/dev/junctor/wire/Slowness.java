package dev.junctor.wire;

/** How long a caller has been keeping us waiting, against what a listener puts up with; all times in nanoseconds. */
final class Slowness {
    private static final long LINGER = 2_000_000_000;
    private static final long PER_BYTE = 1_000_000_000 / 1024;

    private final Floor.Deadlines deadlines;
    private long movedAt;
    private long begunAt;
    private long takenAt;
    private long windowAt;
    private long windowBytes;
    private long unsent;

    Slowness(Floor.Deadlines deadlines, long now) {
        this.deadlines = deadlines;
        this.movedAt = now;
        this.begunAt = now;
        this.windowAt = now;
    }

    /** A head, a body or the end of the connection begins. */
    void begins(long now) {
        movedAt = now;
        begunAt = now;
        windowAt = now;
        windowBytes = 0;
    }

    /** Something came, or an answer has ended. */
    void moves(long now) {
        movedAt = now;
    }

    /** Whether nothing of what waits has been taken for too long. */
    boolean takesNothing(long now, long unsentBytes) {
        if (unsentBytes == 0 || unsentBytes != unsent) {
            unsent = unsentBytes;
            takenAt = now;
            return false;
        }
        return now - takenAt > deadlines.send();
    }

    boolean lateWithHead(long now) {
        return now - movedAt > deadlines.head();
    }

    /** Whether a body stalls or drips: what came fast at first buys no time for what drips later. */
    boolean lateWithBody(long now, long receivedBytes) {
        if (receivedBytes - windowBytes >= deadlines.body() / PER_BYTE) {
            windowBytes = receivedBytes;
            windowAt = now;
        }
        return now - movedAt > deadlines.body() || now - windowAt > deadlines.body();
    }

    boolean idle(long now) {
        return now - movedAt > deadlines.idle();
    }

    /** Whether the caller's end of a closing connection was waited for long enough. */
    boolean lingers(long now) {
        return now - movedAt > LINGER || now - begunAt > deadlines.body();
    }
}
