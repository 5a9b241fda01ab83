package dev.junctor.core.chat;

import java.util.List;

/**
 * One message of a conversation. Responses: neighbouring items of one role.
 *
 * @param name of the participant; empty when it was not said; only OpenAI chat has it
 */
public record Turn(Role role, List<Part> parts, String name, Aside aside) {
    public Turn {
        parts = List.copyOf(parts);
    }

    /** A turn of Junctor's making. */
    public static Turn of(Role role, List<Part> parts) {
        return new Turn(role, parts, "", Aside.NONE);
    }

    /** The same with other parts, no longer what it was before. */
    public Turn withParts(List<Part> others) {
        return new Turn(role, others, name, aside.changed());
    }
}
