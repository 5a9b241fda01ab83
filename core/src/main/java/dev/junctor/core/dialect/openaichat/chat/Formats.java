package dev.junctor.core.dialect.openaichat.chat;

/** Whose state an entry of {@code reasoning_details} holds: OpenRouter's names and the protocols'. */
final class Formats {
    static final String GEMINI = "gemini";

    private static final String[][] NAMES = {
        {"anthropic-claude-v1", "anthropic-messages"},
        {"openai-responses-v1", "openai-responses"},
        {"google-gemini-v1", GEMINI}
    };

    private Formats() {}

    /** The protocol of a format; a format that is not known stands for itself. */
    static String dialect(String format) {
        for (String[] name : NAMES) {
            if (name[0].equals(format)) {
                return name[1];
            }
        }
        return format.isEmpty() ? "unknown" : format;
    }

    /** The format of a protocol. */
    static String format(String dialect) {
        for (String[] name : NAMES) {
            if (name[1].equals(dialect)) {
                return name[0];
            }
        }
        return dialect.isEmpty() ? "unknown" : dialect;
    }
}
