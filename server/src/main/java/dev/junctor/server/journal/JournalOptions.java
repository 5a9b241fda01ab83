package dev.junctor.server.journal;

/**
 * How a journal behaves.
 *
 * @param maxUnappliedBytes how much may lie in the journal that the database does not have; with more, nothing new begins
 * @param segmentBytes size of each file, at least 64 KiB
 */
public record JournalOptions(Durability durability, long maxUnappliedBytes, int segmentBytes) {
    /** One gibibyte: some two million requests that a database may be behind. */
    public static final long DEFAULT_UNAPPLIED_BYTES = 1L << 30;

    /** 32 MiB. */
    public static final int DEFAULT_SEGMENT_BYTES = 32 << 20;

    private static final int SMALLEST_SEGMENT = 64 << 10;

    public JournalOptions {
        if (segmentBytes < SMALLEST_SEGMENT || maxUnappliedBytes < segmentBytes) {
            throw new IllegalArgumentException(
                    "a segment has at least 64 KiB, and a journal room for at least one");
        }
    }

    /** The usual sizes. */
    public static JournalOptions of(Durability durability) {
        return new JournalOptions(durability, DEFAULT_UNAPPLIED_BYTES, DEFAULT_SEGMENT_BYTES);
    }
}
