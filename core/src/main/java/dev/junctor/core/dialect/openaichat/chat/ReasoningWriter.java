package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes entries of {@code reasoning_details}, OpenRouter's form for thoughts and the state that belongs to them. */
final class ReasoningWriter {
    private ReasoningWriter() {}

    /**
     * The entries of one part.
     *
     * @param state what the caller or provider gets to keep; empty for none
     */
    static void details(Part.Reasoning thought, String state, ArrayNode details) {
        String format = Formats.format(thought.aside().opaque().dialect());
        switch (thought.form()) {
            case FULL -> {
                ObjectNode entry = entry("reasoning.text", format, details);
                entry.put("text", thought.text());
                if (!state.isEmpty()) {
                    entry.put("signature", state);
                }
            }
            case SUMMARY -> {
                for (String text : thought.texts()) {
                    entry("reasoning.summary", format, details).put("summary", text);
                }
                if (!state.isEmpty()) {
                    entry("reasoning.encrypted", format, details).put("data", state);
                }
            }
            case REDACTED -> {
                if (!state.isEmpty()) {
                    entry("reasoning.encrypted", format, details).put("data", state);
                }
            }
        }
    }

    /** The entry of a call's own state. */
    static void ofCall(String state, String dialect, String callId, ArrayNode details) {
        entry("reasoning.encrypted", Formats.format(dialect), details)
                .put("data", state)
                .put("id", callId);
    }

    private static ObjectNode entry(String type, String format, ArrayNode details) {
        int index = details.size();
        return details.addObject().put("type", type).put("format", format).put("index", index);
    }
}
