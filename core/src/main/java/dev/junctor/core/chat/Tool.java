package dev.junctor.core.chat;

import tools.jackson.databind.JsonNode;

/** A tool that the model may call. */
public sealed interface Tool {
    /** The name that calls bear; the type of a hosted tool that has none. */
    String name();

    /** What stands beside its meaning. */
    Aside aside();

    /**
     * A function of the caller's.
     *
     * <p>OpenAI chat: {@code {"type": "function", "function": {…}}}. Responses: the same flat, where {@code strict} is on
     * when it is not said. Anthropic: {@code input_schema}. Gemini: {@code functionDeclarations[]}.
     *
     * @param description empty when it has none
     * @param parameters JSON schema of the arguments; a missing node when it takes none
     */
    record Function(
            String name, String description, JsonNode parameters, Strict strict, Aside aside)
            implements Tool {
        @Override
        public String toString() {
            return "Function[" + name + "]";
        }
    }

    /**
     * A tool of the caller's that takes free text: OpenAI's custom tools.
     *
     * @param format {@code text} or a grammar; a missing node when it was not said
     */
    record Custom(String name, String description, JsonNode format, Aside aside) implements Tool {
        @Override
        public String toString() {
            return "Custom[" + name + "]";
        }
    }

    /**
     * A tool that the provider itself runs, as web search; only its own protocol can say it.
     *
     * @param type the protocol's name for it
     */
    record Hosted(String type, Aside aside) implements Tool {
        @Override
        public String name() {
            return type;
        }
    }

    /** Whether arguments or an answer must fit the schema exactly. */
    enum Strict {
        /** Not said: off in OpenAI chat, on in Responses, off in Anthropic. */
        UNSAID,
        ON,
        OFF
    }
}
