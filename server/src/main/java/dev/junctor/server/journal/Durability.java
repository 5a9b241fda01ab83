package dev.junctor.server.journal;

/** When the last byte of a charged answer may leave. What charges nothing never waits. */
public enum Durability {
    /** Once the charge is on the journal's disk. */
    CHARGE,
    /** Once the charge is in the database. */
    DATABASE,
    /** At once; a crash can lose the charges of a few milliseconds. */
    RELAXED
}
