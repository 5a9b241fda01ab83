package dev.junctor.core.dialect;

import dev.junctor.core.usage.Usage;

/**
 * What a provider's answer said of itself.
 *
 * @param upstreamId the provider's id of it; empty when it gave none
 * @param finishReason as the provider wrote it, of the first choice; empty when the answer did not finish
 * @param usage what it consumed; {@link Usage#NONE} when it did not say
 * @param metering whether the provider said what was consumed
 * @param serviceTier as it says it served; empty when it says nothing
 * @param completionBytes bytes of text, reasoning and tool arguments that came, to estimate by when usage is missing
 * @param text the beginning of it, to count by; empty where nobody counts
 */
public record AnswerFacts(
        String upstreamId,
        String finishReason,
        Usage usage,
        Metering metering,
        String serviceTier,
        long completionBytes,
        TextSample text) {

    /** Where nobody counts. */
    public AnswerFacts(
            String upstreamId,
            String finishReason,
            Usage usage,
            Metering metering,
            String serviceTier,
            long completionBytes) {
        this(
                upstreamId,
                finishReason,
                usage,
                metering,
                serviceTier,
                completionBytes,
                new TextSample(0));
    }

    /** Nothing came. */
    public static final AnswerFacts NONE =
            new AnswerFacts("", "", Usage.NONE, Metering.MISSING, "", 0);

    /** Whether usage is the provider's word. */
    public enum Metering {
        REPORTED,
        MISSING
    }
}
