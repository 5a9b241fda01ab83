package dev.junctor.server.config;

/**
 * How large the journal of charges may grow.
 *
 * @param maxBytes of what is not yet in the database; beyond it no new requests are taken
 */
public record JournalBounds(long maxBytes) {
    /** 1 GiB. */
    public static final JournalBounds DEFAULT = new JournalBounds(1L << 30);
}
