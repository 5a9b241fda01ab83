package dev.junctor.core.dialect;

import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Tool;

/** The words in which codecs report what they cannot carry, the same in all of them. */
public final class ForeignReport {
    private ForeignReport() {}

    /** A part that the protocol being written does not have. */
    public static void dropped(Part part, Losses losses) {
        String what =
                switch (part) {
                    case Part.Text text -> "text";
                    case Part.Refusal refusal -> "a refusal";
                    case Part.Reasoning reasoning -> "earlier thoughts";
                    case Part.Image image -> "a picture";
                    case Part.Audio audio -> "sound";
                    case Part.Video video -> "a film";
                    case Part.Document document -> "a document";
                    case Part.ToolCall call -> "a call of a tool";
                    case Part.ToolResult result -> "the result of a tool";
                    case Part.Foreign foreign -> "'" + foreign.type() + "'";
                };
        losses.dropped(part.aside().origin().path(), what + " cannot be sent here");
    }

    /** A tool that only its own provider runs. */
    public static void dropped(Tool.Hosted tool, Losses losses) {
        losses.dropped(
                tool.aside().origin().path(),
                "the hosted tool '" + tool.type() + "' exists only at its own provider");
    }
}
