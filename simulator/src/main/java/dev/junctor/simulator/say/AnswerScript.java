package dev.junctor.simulator.say;

import java.util.ArrayList;
import java.util.List;

/**
 * All that will be said, before anything is: the same for a whole answer and for a stream.
 *
 * @param serviceTier as it is served: {@code default, flex, …}
 */
public record AnswerScript(List<Choice> choices, Consumption consumption, String serviceTier) {
    public AnswerScript {
        choices = List.copyOf(choices);
    }

    /** The same with one more token in the text of the first answer, behind so many others; it is not counted. */
    public AnswerScript with(int behind, String token) {
        Choice first = choices.getFirst();
        List<String> text = new ArrayList<>(first.text());
        text.add(Math.min(behind, text.size()), token);
        List<Choice> changed = new ArrayList<>(choices);
        changed.set(
                0, new Choice(first.thoughts(), text, first.tools(), first.finish(), first.stop()));
        return new AnswerScript(changed, consumption, serviceTier);
    }

    /**
     * One of the answers.
     *
     * @param thoughts tokens of reasoning
     * @param text tokens of the text
     * @param stop the stop sequence that ended it; empty for none
     */
    public record Choice(
            List<String> thoughts,
            List<String> text,
            List<ToolUse> tools,
            Finish finish,
            String stop) {
        public Choice {
            thoughts = List.copyOf(thoughts);
            text = List.copyOf(text);
            tools = List.copyOf(tools);
        }

        /** Tokens that are not reasoning. */
        public long visible() {
            return text.size() + tools.stream().mapToLong(ToolUse::tokens).sum();
        }
    }

    /**
     * A tool that is called.
     *
     * @param arguments tokens of its arguments, JSON for a function, any text for a custom tool
     */
    public record ToolUse(String id, Kind kind, String name, List<String> arguments) {
        /** Tokens that a call costs beside its arguments. */
        private static final long ENVELOPE = 4;

        public ToolUse {
            arguments = List.copyOf(arguments);
        }

        /** What it costs. */
        public long tokens() {
            return ENVELOPE + arguments.size();
        }

        /** Kinds of tool. */
        public enum Kind {
            FUNCTION,
            CUSTOM
        }
    }

    /**
     * What is counted.
     *
     * @param prompt all of the prompt, the following parts of it included
     * @param cached of the prompt, from the cache
     * @param cacheWritten of the prompt, written to the cache
     * @param visible of the completions, without reasoning
     */
    public record Consumption(
            long prompt,
            long cached,
            long cacheWritten,
            long audioIn,
            long imageIn,
            long visible,
            long reasoning) {}

    /** Why an answer ends. */
    public enum Finish {
        STOP("stop"),
        LENGTH("length"),
        TOOL_CALLS("tool_calls");

        private final String wire;

        Finish(String wire) {
            this.wire = wire;
        }

        /** Its name in the protocol. */
        public String wire() {
            return wire;
        }
    }
}
