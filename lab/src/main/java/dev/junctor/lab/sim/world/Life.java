package dev.junctor.lab.sim.world;

/** What lives as long as a process: when it ends, what was to come in it does not. It counts what it has not let go. */
public final class Life {
    private boolean alive = true;
    private long chunks;
    private long timers;

    /** Whether it goes on. */
    public boolean isAlive() {
        return alive;
    }

    /** Ends it. */
    public void end() {
        alive = false;
    }

    /** Parts of bytes that nobody has given back. */
    public long chunks() {
        return chunks;
    }

    /** Timers of requests that have neither run nor been cancelled. */
    public long timers() {
        return timers;
    }

    void chunks(int more) {
        chunks += more;
    }

    void timers(int more) {
        timers += more;
    }
}
