package dev.junctor.core.dialect;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * State that sits on a text or a call (Gemini's {@code thoughtSignature}) where a protocol can only carry thoughts: it
 * travels as hidden thoughts right before its part.
 */
public final class StateOnPart {
    private static final String DIALECT = "gemini";

    private StateOnPart() {}

    /** Whether state belongs to the part it came with rather than to the thoughts before it. */
    public static boolean isOf(Opaque opaque) {
        return opaque.isPresent() && opaque.dialect().equals(DIALECT);
    }

    /** Gives such state, which came back as hidden thoughts, to the part that follows. */
    public static List<Part> restored(List<Part> parts) {
        List<Part> restored = new ArrayList<>(parts.size());
        for (Part part : parts) {
            boolean takes =
                    !restored.isEmpty()
                            && (part instanceof Part.ToolCall || part instanceof Part.Text)
                            && restored.getLast() instanceof Part.Reasoning before
                            && before.form() == Part.Reasoning.Form.REDACTED
                            && isOf(before.aside().opaque());
            if (takes) {
                Opaque opaque = restored.removeLast().aside().opaque();
                restored.add(part.with(part.aside().with(opaque)));
            } else {
                restored.add(part);
            }
        }
        return restored;
    }
}
