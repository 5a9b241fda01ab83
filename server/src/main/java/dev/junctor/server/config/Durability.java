package dev.junctor.server.config;

/** What the last byte of a charged answer waits for. */
public enum Durability {
    /** Until its charge is in the journal, on the disk. */
    CHARGE,
    /** Until its charge is in the database. */
    DATABASE,
    /** For nothing: the charges of the last moments are lost when the machine stops. */
    RELAXED
}
