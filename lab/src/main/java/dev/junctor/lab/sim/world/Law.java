package dev.junctor.lab.sim.world;

/** What is kept, whatever happens. */
public enum Law {
    /** Books balance, holds end, each request is charged once and exactly, no limit is exceeded. */
    MONEY,
    /** The caller gets what one provider sent, in order, and nothing after the end. */
    BYTES,
    /** Every request ends in time, and nothing waits for ever. */
    LIVENESS,
    /** The same question gives the same plan, the same seed the same world. */
    PURITY,
    /** No bytes, timers, connections or holds are left over, and no error in the program was met. */
    RESOURCES,
    /** No key and no prompt in a log, a record or an error of the program. */
    PRIVACY
}
