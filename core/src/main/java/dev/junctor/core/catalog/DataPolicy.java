package dev.junctor.core.catalog;

/**
 * What a provider does with prompts, as far as it is known. A hard filter treats unknown as a no.
 *
 * @param retains keeps prompts
 * @param trains may train on prompts
 * @param zeroRetention offers zero data retention on this endpoint
 */
public record DataPolicy(Stance retains, Stance trains, Stance zeroRetention) {
    /** Nothing is known. */
    public static final DataPolicy UNKNOWN =
            new DataPolicy(Stance.UNKNOWN, Stance.UNKNOWN, Stance.UNKNOWN);

    /** Yes, no, or nobody knows. */
    public enum Stance {
        YES,
        NO,
        UNKNOWN
    }
}
