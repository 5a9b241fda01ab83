package dev.junctor.engine.dispatch;

import java.util.Map;

/**
 * How long each part of a request may take, in nanoseconds.
 *
 * @param connect until a connection stands, waiting for a free one included
 * @param firstByteStream from sending the request to the first byte of a streamed answer's body
 * @param firstByteUnary the same for an answer in one piece, which comes only when all of it is generated
 * @param idle between two parts of an answer
 * @param total for everything, all attempts included
 */
public record Deadlines(
        long connect, long firstByteStream, long firstByteUnary, long idle, long total) {
    private static final long SECOND = 1_000_000_000L;

    /** 5 s, 60 s, 300 s, 60 s, 600 s. */
    public static final Deadlines USUAL =
            new Deadlines(5 * SECOND, 60 * SECOND, 300 * SECOND, 60 * SECOND, 600 * SECOND);

    /**
     * Deadlines for all, and for single providers.
     *
     * @param byProvider by the provider's slug; its {@code total} is not used
     */
    public record Table(Deadlines usual, Map<String, Deadlines> byProvider) {
        public Table {
            byProvider = Map.copyOf(byProvider);
        }

        /** What applies to a provider. */
        public Deadlines of(String providerSlug) {
            return byProvider.getOrDefault(providerSlug, usual);
        }
    }
}
