package dev.junctor.server.journal;

/**
 * How full a journal is at a moment.
 *
 * @param waitingEntries in memory, not yet forced to the disk
 * @param waitingBytes of them
 * @param unappliedEntries on the disk, not yet in the database
 * @param unappliedBytes of them
 * @param segments files in use, spares not counted
 * @param spares files that are ready to be used
 * @param lastForceNanos how long the disk took to write and force the last group
 */
public record Depths(
        long waitingEntries,
        long waitingBytes,
        long unappliedEntries,
        long unappliedBytes,
        int segments,
        int spares,
        long lastForceNanos) {}
