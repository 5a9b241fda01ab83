package dev.junctor.core.json;

/**
 * A change to bytes: what stands from {@code from} to {@code to} is replaced.
 *
 * <p>A list of splices is ordered by {@code from} and does not overlap; where nothing is listed the bytes stay as they
 * are.
 *
 * @param from offset of the first byte that goes
 * @param to offset behind the last byte that goes; equal to {@code from} for an insertion
 * @param replacement what comes instead; empty for a removal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would box each byte
public record Splice(int from, int to, byte[] replacement) {}
