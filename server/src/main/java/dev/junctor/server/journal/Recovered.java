package dev.junctor.server.journal;

import java.util.List;

/**
 * What a journal found when it was opened.
 *
 * @param unappliedEntries that the database does not have yet
 * @param lastSequence the highest ever seen; 0 for none
 * @param torn entries that a crash cut off while they were written
 * @param damages entries that had been on the disk and cannot be read
 * @param absent how many entries the database does not have and the journal does not either, before its beginning
 */
public record Recovered(
        long unappliedEntries,
        long lastSequence,
        List<Torn> torn,
        List<Damage> damages,
        long absent) {
    public Recovered {
        torn = List.copyOf(torn);
        damages = List.copyOf(damages);
    }

    /**
     * A write that a crash cut off before it was forced, so that nobody had been told that it was complete.
     *
     * @param segment name of the file
     * @param offset where it begins
     */
    public record Torn(String segment, long offset) {}

    /**
     * Entries that had been on the disk and cannot be read.
     *
     * @param segment name of the file
     * @param offset where they began
     * @param entries how many
     * @param keptAs what the file is called once all that can be read of it is in the database
     */
    public record Damage(String segment, long offset, long entries, String keptAs) {}
}
