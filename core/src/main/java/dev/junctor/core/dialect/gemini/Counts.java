package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.usage.Usage;

/** What the responses of one answer say together: each tells all that was consumed so far. */
final class Counts {
    private final TextSample sample;
    private Usage usage = Usage.NONE;
    private boolean reported;
    private String tier = "";
    private String id = "";
    private String finishReason = "";
    private long searches;
    private long seen;
    private long ended;
    private boolean blocked;

    Counts(TextSample sample) {
        this.sample = sample;
    }

    /** Takes down what a response says. */
    void take(byte[] bytes, ResponseWalk walk) {
        if (id.isEmpty()) {
            id = walk.id();
        }
        if (walk.usageFrom() > 0) {
            UsageReader reader = new UsageReader(bytes, walk.usageFrom(), walk.usageTo());
            if (reader.isReported()) {
                reported = true;
                usage = reader.usage();
            }
            tier = reader.tier().isEmpty() ? tier : reader.tier();
        }
        CandidateWalk candidates = walk.candidates();
        seen |= candidates.seen();
        ended |= candidates.ended();
        searches = Math.max(searches, candidates.searches());
        String word = candidates.finishReason();
        if (!walk.blockReason().isEmpty() && seen == 0) {
            blocked = true;
            word = walk.blockReason();
        }
        if (finishReason.isEmpty()) {
            finishReason = word;
        }
    }

    /** Whether every candidate has ended, or the prompt was refused; more parts may follow still. */
    boolean isFinished() {
        return blocked || (seen != 0 && (seen & ~ended) == 0);
    }

    AnswerFacts facts() {
        return new AnswerFacts(
                id,
                finishReason,
                reported ? usage.withWebSearches(searches) : Usage.NONE,
                reported ? Metering.REPORTED : Metering.MISSING,
                tier,
                sample.bytes(),
                sample);
    }
}
