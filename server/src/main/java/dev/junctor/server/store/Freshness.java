package dev.junctor.server.store;

/** What readers of sums wait for, so that they see what was appended before. */
interface Freshness {
    /**
     * Waits until all that was appended before is in the tables; not for event loops.
     *
     * @return whether that was done within {@code timeoutNanos}
     */
    boolean flush(long timeoutNanos);
}
