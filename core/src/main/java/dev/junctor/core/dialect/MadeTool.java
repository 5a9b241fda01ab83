package dev.junctor.core.dialect;

import dev.junctor.core.chat.OutputFormat;

/**
 * A tool that stands for a schema of the answer where a model has none: it must be called, and its call is turned back
 * into the answer's text.
 */
public final class MadeTool {
    /** Its name; no caller's tool may bear it. */
    public static final String NAME = "junctor_answer";

    private MadeTool() {}

    /** Whether a request is written with it. */
    public static boolean isUsed(Sent sent) {
        return sent.conversation().format() instanceof OutputFormat.JsonSchema
                && !sent.target().can(Ability.STRUCTURED_OUTPUT);
    }
}
