package dev.junctor.server.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ordered 64-bit ids: 41 bits of milliseconds, 10 bits of node, 12 bits of sequence, the sign always positive.
 *
 * <p>Each is larger than the last one of its node, also when the clock steps back or more than 4,096 are wanted in a
 * millisecond; then they run ahead of the clock.
 */
public final class IdMaker {
    /** 2026-01-01T00:00:00Z, on a whole second; 41 bits last until 2095. */
    static final long EPOCH_MILLIS = 1_767_225_600_000L;

    static final int NODE_BITS = 10;
    static final int SEQUENCE_BITS = 12;
    static final int BELOW_MILLIS = NODE_BITS + SEQUENCE_BITS;

    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private final long node;
    private final AtomicLong last;

    /**
     * Ids of one node.
     *
     * @param node 0 to 1,023, another one for each running process of a cluster
     * @param greatest the greatest id that was ever given out by this node; 0 for none
     * @throws IllegalArgumentException when the node does not fit 10 bits
     */
    public IdMaker(int node, long greatest) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("a node has a number from 0 to 1023: " + node);
        }
        this.node = node;
        this.last =
                new AtomicLong(
                        ((greatest >>> BELOW_MILLIS) << SEQUENCE_BITS)
                                | (greatest & SEQUENCE_MASK));
    }

    /** The next id; any thread. */
    public long next(long epochMillis) {
        long earliest = Math.max(0, epochMillis - EPOCH_MILLIS) << SEQUENCE_BITS;
        long taken = last.updateAndGet(before -> Math.max(before + 1, earliest));
        return ((taken >>> SEQUENCE_BITS) << BELOW_MILLIS)
                | (node << SEQUENCE_BITS)
                | (taken & SEQUENCE_MASK);
    }

    /** The smallest id that a record could have which came at a moment. */
    public static long firstAt(long epochMillis) {
        return Math.max(0, epochMillis - EPOCH_MILLIS) << BELOW_MILLIS;
    }

    /** The time in an id, in milliseconds since 1970 in UTC. */
    public static long epochMillis(long id) {
        return (id >>> BELOW_MILLIS) + EPOCH_MILLIS;
    }
}
