package dev.junctor.core.usage;

import java.util.Arrays;

/**
 * What one answer consumed, in disjoint buckets of tokens, and what was used beside tokens.
 *
 * <p>Law: the sum of the prompt buckets is the provider's prompt total, that of the completion buckets its completion
 * total.
 */
public final class Usage {
    /** Nothing was consumed. */
    public static final Usage NONE = new Usage(new long[Bucket.values().length], 0);

    private final long[] tokens;
    private final long webSearches;

    private Usage(long[] tokens, long webSearches) {
        this.tokens = tokens;
        this.webSearches = webSearches;
    }

    /** The same with {@code count} tokens in a bucket; a negative count is taken as 0. */
    public Usage with(Bucket bucket, long count) {
        long[] copy = tokens.clone();
        copy[bucket.ordinal()] = Math.max(0, count);
        return new Usage(copy, webSearches);
    }

    /** The same with so many web searches. */
    public Usage withWebSearches(long count) {
        return new Usage(tokens, Math.max(0, count));
    }

    /** Tokens in a bucket. */
    public long tokens(Bucket bucket) {
        return tokens[bucket.ordinal()];
    }

    /** Web searches that the provider made for this answer. */
    public long webSearches() {
        return webSearches;
    }

    /** Tokens of the prompt, cached ones included. */
    public long promptTokens() {
        return sum(0, Bucket.OUTPUT.ordinal());
    }

    /** Tokens of the completion, reasoning included. */
    public long completionTokens() {
        return sum(Bucket.OUTPUT.ordinal(), tokens.length);
    }

    private long sum(int from, int to) {
        long total = 0;
        for (int i = from; i < to; i++) {
            total += tokens[i];
        }
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage that
                && Arrays.equals(tokens, that.tokens)
                && webSearches == that.webSearches;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + Long.hashCode(webSearches);
    }

    @Override
    public String toString() {
        return "Usage" + Arrays.toString(tokens) + "+" + webSearches;
    }
}
