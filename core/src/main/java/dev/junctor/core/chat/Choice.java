package dev.junctor.core.chat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One answer of those that were asked for; Responses and Anthropic give exactly one.
 *
 * @param index from 0
 * @param logprobs in OpenAI chat's form; a missing node for none
 */
public record Choice(int index, List<Part> parts, Ending ending, JsonNode logprobs, Origin origin) {
    public Choice {
        parts = List.copyOf(parts);
    }

    /** Prints no content. */
    @Override
    public String toString() {
        return "Choice[" + index + ", " + parts + ", " + ending.finish() + "]";
    }
}
