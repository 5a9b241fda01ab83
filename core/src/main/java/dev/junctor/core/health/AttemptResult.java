package dev.junctor.core.health;

import dev.junctor.core.fault.Fault;

/** How an attempt at an endpoint ended, as far as health is concerned. */
public sealed interface AttemptResult {
    /**
     * It answered to the end.
     *
     * @param firstTokenMillis from the request to the first token
     * @param completionTokens how many tokens came, reasoning included; 0 when unknown
     * @param streamMillis from the first to the last token; 0 when the answer came whole
     */
    record Answered(long firstTokenMillis, long completionTokens, long streamMillis)
            implements AttemptResult {}

    /** It failed, before or in the middle of its answer. */
    record Failed(Fault fault) implements AttemptResult {}

    /** The caller left, or another attempt was faster: nothing is known of how it would have ended. */
    record Abandoned() implements AttemptResult {}
}
