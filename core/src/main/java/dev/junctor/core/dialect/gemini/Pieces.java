package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins what a client kept of a stream: each response as a content of its own, so that a text lies in pieces. A piece
 * that has state is the last of its text.
 */
final class Pieces {
    private Pieces() {}

    /** Two turns of the model's as one. */
    static Turn join(Turn first, Turn second) {
        List<Part> parts = new ArrayList<>(first.parts());
        for (int i = 0; i < second.parts().size(); i++) {
            Part next = second.parts().get(i);
            Optional<Part> both =
                    i == 0 && !parts.isEmpty() ? joined(parts.getLast(), next) : Optional.empty();
            if (both.isPresent()) {
                parts.set(parts.size() - 1, both.get());
            } else {
                parts.add(next);
            }
        }
        return first.withParts(parts);
    }

    private static Optional<Part> joined(Part first, Part second) {
        if (first.aside().opaque().isPresent()) {
            return Optional.empty();
        }
        Aside aside = aside(first.aside().origin(), second.aside());
        if (first instanceof Part.Text before && second instanceof Part.Text after) {
            return Optional.of(
                    new Part.Text(before.text() + after.text(), before.citations(), aside));
        }
        if (first instanceof Part.Reasoning before && second instanceof Part.Reasoning after) {
            String text = before.text() + after.text();
            List<String> texts = text.isEmpty() ? List.of() : List.of(text);
            return Optional.of(new Part.Reasoning(before.form(), texts, aside));
        }
        return Optional.empty();
    }

    private static Aside aside(Origin first, Aside second) {
        List<String> unread = new ArrayList<>(first.unread());
        unread.addAll(second.origin().unread());
        Opaque opaque = second.opaque();
        return Aside.of(new Origin("", first.path(), Origin.NONE.json(), unread)).with(opaque);
    }
}
