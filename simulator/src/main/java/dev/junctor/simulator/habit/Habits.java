package dev.junctor.simulator.habit;

/**
 * How a provider's answers differ from the protocol as specified.
 *
 * @param errors the form of its errors
 * @param thoughts the field that shows reasoning
 * @param toolDeltas how a tool call is streamed
 * @param usage where a stream has its usage
 * @param ending how a stream ends
 * @param line how the lines of a stream end
 * @param idPrefix how the ids of its answers begin
 */
public record Habits(
        ErrorShape errors,
        Thoughts thoughts,
        ToolDeltas toolDeltas,
        UsagePlace usage,
        Ending ending,
        Line line,
        String idPrefix) {
    /** The protocol as specified. */
    public static final Habits PLAIN =
            new Habits(
                    ErrorShape.NESTED,
                    Thoughts.REASONING_CONTENT,
                    ToolDeltas.FRAGMENTS,
                    UsagePlace.APART,
                    Ending.DONE,
                    Line.LF,
                    "chatcmpl-");

    /** The field that shows reasoning. */
    public enum Thoughts {
        /** {@code reasoning_content}. */
        REASONING_CONTENT,
        /** {@code reasoning}. */
        REASONING,
        /** {@code reasoning} and {@code reasoning_details} beside it. */
        REASONING_DETAILS,
        /** Reasoning is counted and not shown. */
        HIDDEN
    }

    /** How a tool call is streamed. */
    public enum ToolDeltas {
        /** Id and name first, then the arguments in pieces. */
        FRAGMENTS,
        /** The same with id, type and name in each piece. */
        REPEATED,
        /** The whole call in one delta. */
        WHOLE
    }

    /** Where a stream has its usage, if it has any. */
    public enum UsagePlace {
        /** In a last chunk of its own, without choices. */
        APART,
        /** In the chunk with the reason for the end. */
        WITH_FINISH,
        /** In each chunk, as far as it has come. */
        EVERY_CHUNK
    }

    /** How a stream ends. */
    public enum Ending {
        /** With {@code data: [DONE]}. */
        DONE,
        /** With the end of the body. */
        SILENT
    }

    /** How the lines of a stream end. */
    public enum Line {
        LF("\n"),
        CRLF("\r\n");

        private final String text;

        Line(String text) {
            this.text = text;
        }

        /** The characters themselves. */
        public String text() {
            return text;
        }
    }

    /** The same with usage in another place. */
    public Habits withUsage(UsagePlace place) {
        return new Habits(errors, thoughts, toolDeltas, place, ending, line, idPrefix);
    }

    /** The same with another way to show reasoning. */
    public Habits withThoughts(Thoughts shown) {
        return new Habits(errors, shown, toolDeltas, usage, ending, line, idPrefix);
    }

    /** The same with another ending. */
    public Habits withEnding(Ending other) {
        return new Habits(errors, thoughts, toolDeltas, usage, other, line, idPrefix);
    }

    /** The same with other line ends. */
    public Habits withLine(Line other) {
        return new Habits(errors, thoughts, toolDeltas, usage, ending, other, idPrefix);
    }
}
