package dev.junctor.server.journal;

import dev.junctor.core.record.GenerationRecord;

/**
 * A record in the journal.
 *
 * @param sequence its place: greater than that of every entry before it
 */
public record Entry(long sequence, GenerationRecord record) {}
