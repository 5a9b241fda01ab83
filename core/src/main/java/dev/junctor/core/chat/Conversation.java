package dev.junctor.core.chat;

import java.util.List;
import java.util.Optional;

/**
 * A request for an answer, whatever protocol it came in.
 *
 * @param model as the caller named it
 * @param turns all messages in order, those of the operator included
 * @param tools what the model may call, in the caller's order
 * @param toolChoice which of them
 * @param format the form of the answer's text
 * @param reasoning how much to think
 * @param limit tokens that the answer may have; {@link Limit#NONE} when it was not said
 * @param settings the plain settings that the caller turned, each at most once
 * @param flow how the answer shall come
 * @param aside what the request was before; its cache mark is the one that stands for "the last cacheable block"
 */
public record Conversation(
        String model,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice toolChoice,
        OutputFormat format,
        ReasoningAsk reasoning,
        Limit limit,
        List<Setting> settings,
        Flow flow,
        Aside aside) {
    public Conversation {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
        settings = List.copyOf(settings);
    }

    /**
     * A bound for the answer. OpenAI chat: {@code max_completion_tokens}, before {@code max_tokens}. Responses: {@code
     * max_output_tokens}. Anthropic: {@code max_tokens}, which must be there. Gemini: {@code maxOutputTokens}.
     *
     * @param tokens −1 when it was not said
     * @param path where the caller said it
     */
    public record Limit(long tokens, String path) {
        /** Not said. */
        public static final Limit NONE = new Limit(-1, "");

        /** Whether it was said. */
        public boolean isPresent() {
            return tokens >= 0;
        }
    }

    /** How an answer comes. */
    public enum Flow {
        WHOLE,
        EVENTS
    }

    /** A request of Junctor's making. */
    public static Conversation of(String model, List<Turn> turns) {
        return new Conversation(
                model,
                turns,
                List.of(),
                ToolChoice.UNSAID,
                new OutputFormat.Text(),
                ReasoningAsk.UNSAID,
                Limit.NONE,
                List.of(),
                Flow.WHOLE,
                Aside.NONE);
    }

    /** What the caller set a knob to. */
    public Optional<Setting> setting(Knob knob) {
        for (Setting setting : settings) {
            if (setting.knob() == knob) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** The same with other turns; the rest stays what it was. */
    public Conversation withTurns(List<Turn> others) {
        return new Conversation(
                model,
                others,
                tools,
                toolChoice,
                format,
                reasoning,
                limit,
                settings,
                flow,
                aside.changed());
    }

    /** The same in another flow. */
    public Conversation withFlow(Flow other) {
        return new Conversation(
                model,
                turns,
                tools,
                toolChoice,
                format,
                reasoning,
                limit,
                settings,
                other,
                aside.changed());
    }

    /** Prints no content. */
    @Override
    public String toString() {
        return "Conversation[" + model + ", " + turns.size() + " turns]";
    }
}
