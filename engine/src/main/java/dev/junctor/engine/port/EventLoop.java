package dev.junctor.engine.port;

/**
 * The one thread on which a request lives from its first byte to its last, and the only door for time and chance.
 * Everything is called on the loop itself, but for {@link #execute}.
 */
public interface EventLoop {
    /** Time that only goes forward, in nanoseconds from an arbitrary moment. */
    long nanoTime();

    /** The clock on the wall, in milliseconds since 1970 in UTC. */
    long epochMillis();

    /** 64 bits of chance. */
    long random();

    /** Runs a task on the loop later. */
    Timer schedule(long delayNanos, Runnable task);

    /** Runs a task on the loop soon; from any thread. */
    void execute(Runnable task);

    /** A copy of a part of an array, which may change afterwards. */
    Chunk chunk(byte[] array, int from, int to);

    /** A task to come. */
    interface Timer {
        /** It will not run. */
        void cancel();
    }
}
