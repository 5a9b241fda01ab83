package dev.junctor.core.chat;

import java.util.List;

/**
 * One piece of a turn or of an answer. A provider that does not know a kind gets what is nearest, or nothing, and the
 * crossing says so.
 */
public sealed interface Part {
    /** What stands beside its meaning. */
    Aside aside();

    /** The same with something else beside it. */
    Part with(Aside aside);

    /**
     * Words.
     *
     * <p>OpenAI chat: a string or {@code {"type": "text"}}. Responses: {@code input_text}, {@code output_text}.
     * Anthropic: {@code text}. Gemini: {@code text} without {@code thought}.
     */
    record Text(String text, List<Citation> citations, Aside aside) implements Part {
        public Text {
            citations = List.copyOf(citations);
        }

        /** Words alone. */
        public static Text of(String text) {
            return new Text(text, List.of(), Aside.NONE);
        }

        @Override
        public Part with(Aside beside) {
            return new Text(text, citations, beside);
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** The model's word that it will not answer. OpenAI: {@code refusal}; others: text. */
    record Refusal(String text, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Refusal(text, beside);
        }

        @Override
        public String toString() {
            return "Refusal[" + text.length() + " characters]";
        }
    }

    /**
     * What the model thought. Its state for the provider is {@link Aside#opaque}.
     *
     * <p>OpenAI chat: {@code reasoning}, {@code reasoning_content}, {@code reasoning_details[]}. Responses: an item
     * {@code reasoning}; each of its summaries or texts is one of {@code texts}. Anthropic: {@code thinking} (whose text
     * may be empty) and {@code redacted_thinking}. Gemini: a part with {@code thought: true}.
     *
     * @param texts what can be read; empty when all is hidden
     */
    record Reasoning(Form form, List<String> texts, Aside aside) implements Part {
        public Reasoning {
            texts = List.copyOf(texts);
        }

        /** How much of it can be read. */
        public enum Form {
            /** The thoughts, or what the provider shows for them. */
            FULL,
            /** A summary. */
            SUMMARY,
            /** Nothing: the provider keeps all in the state. */
            REDACTED
        }

        /** All that can be read, with an empty line between its pieces. */
        public String text() {
            return String.join("\n\n", texts);
        }

        @Override
        public Part with(Aside beside) {
            return new Reasoning(form, texts, beside);
        }

        @Override
        public String toString() {
            return "Reasoning[" + form + ", " + text().length() + " characters]";
        }
    }

    /**
     * A picture. OpenAI: {@code image_url}, {@code input_image}. Anthropic: {@code image}. Gemini: {@code inlineData} or
     * {@code fileData}.
     *
     * @param detail {@code low, high, original, auto}; empty when it was not said
     */
    record Image(Source source, String detail, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Image(source, detail, beside);
        }
    }

    /**
     * A sound. OpenAI chat: {@code input_audio}, and {@code message.audio} in answers. Gemini: {@code inlineData}. Not in
     * Responses and Anthropic.
     *
     * @param transcript what is spoken; empty when unknown
     */
    record Audio(Source source, String transcript, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Audio(source, transcript, beside);
        }

        @Override
        public String toString() {
            return "Audio[" + source + "]";
        }
    }

    /** A film. OpenRouter: {@code video_url}. Gemini: {@code inlineData} or {@code fileData}. Not in the others. */
    record Video(Source source, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Video(source, beside);
        }
    }

    /**
     * A document. OpenAI: {@code file}, {@code input_file}. Anthropic: {@code document}. Gemini: {@code inlineData} of
     * kind {@code application/pdf} and the like.
     *
     * @param name its file name or title; empty when it has none
     */
    record Document(Source source, String name, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Document(source, name, beside);
        }

        @Override
        public String toString() {
            return "Document[" + source + "]";
        }
    }

    /**
     * The model calls a tool of the caller's.
     *
     * <p>OpenAI chat: {@code tool_calls[]}. Responses: {@code function_call}, {@code custom_tool_call}. Anthropic: {@code
     * tool_use}. Gemini: {@code functionCall}, whose id is often missing and then made up from its place.
     *
     * @param input the arguments as JSON text in the spelling of who wrote them; free text for {@link Kind#CUSTOM}; it
     *     may be empty for a call without arguments, and may not be JSON when the model erred
     */
    record ToolCall(String id, String name, Kind kind, String input, Aside aside) implements Part {
        /** What the input is. */
        public enum Kind {
            /** An object of arguments. */
            FUNCTION,
            /** Free text: OpenAI's custom tools. */
            CUSTOM
        }

        @Override
        public Part with(Aside beside) {
            return new ToolCall(id, name, kind, input, beside);
        }

        @Override
        public String toString() {
            return "ToolCall[" + id + ", " + name + "]";
        }
    }

    /**
     * What a tool of the caller's answered.
     *
     * <p>OpenAI chat: a message of role {@code tool}. Responses: {@code function_call_output}. Anthropic: {@code
     * tool_result}. Gemini: {@code functionResponse}, which needs the tool's name.
     *
     * @param name of the tool; empty where the protocol does not say it
     */
    record ToolResult(String callId, String name, List<Part> content, Outcome outcome, Aside aside)
            implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }

        /** How the tool ended. */
        public enum Outcome {
            OK,
            /** Anthropic: {@code is_error}. Gemini: {@code response.error}. Others have no word for it. */
            ERROR
        }

        @Override
        public Part with(Aside beside) {
            return new ToolResult(callId, name, content, outcome, beside);
        }

        @Override
        public String toString() {
            return "ToolResult[" + callId + ", " + outcome + "]";
        }
    }

    /**
     * Something that only its own protocol knows: a hosted tool's call or result, a compaction, an item reference. It is
     * written again in its own protocol and dropped with a report in any other.
     *
     * @param type the protocol's name for it, as {@code web_search_tool_result}
     */
    record Foreign(String type, Aside aside) implements Part {
        @Override
        public Part with(Aside beside) {
            return new Foreign(type, beside);
        }
    }
}
