package dev.junctor.simulator.tell;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.say.AnswerScript;

/**
 * An answer about to be told: what is said, and in what form.
 *
 * @param id of the answer
 * @param createdSeconds since 1970 in UTC
 * @param usage whether the numbers are true
 * @param voice the protocol in which it is told
 */
public record Telling(
        Ask ask,
        AnswerScript script,
        Habits habits,
        String id,
        long createdSeconds,
        Usage usage,
        Voice voice) {
    /** An answer in OpenAI's chat. */
    public Telling(
            Ask ask,
            AnswerScript script,
            Habits habits,
            String id,
            long createdSeconds,
            Usage usage) {
        this(ask, script, habits, id, createdSeconds, usage, new ChatVoice());
    }

    /** What becomes of the usage. */
    public enum Usage {
        COUNTED,
        WRONG,
        OMITTED
    }

    /** Whether a stream has usage: asked for, or always with this provider. */
    public boolean streamsUsage() {
        Quirks quirks = ask.endpoint().provider().quirks();
        boolean always = quirks.usageInStream() == Quirks.UsageInStream.ALWAYS;
        boolean asked = ask.body().path("stream_options").path("include_usage").asBoolean(false);
        return usage != Usage.OMITTED && (always || asked);
    }

    /** The same with other usage. */
    public Telling with(Usage other) {
        return new Telling(ask, script, habits, id, createdSeconds, other, voice);
    }

    /** The same with other habits. */
    public Telling with(Habits other) {
        return new Telling(ask, script, other, id, createdSeconds, usage, voice);
    }

    /** The same with something else said. */
    public Telling with(AnswerScript other) {
        return new Telling(ask, other, habits, id, createdSeconds, usage, voice);
    }
}
