package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.Set;

/** Takes the reasoning out of an answer whose caller does not want to see it; it is counted and charged all the same. */
final class HiddenReasoning {
    private static final Set<String> NAMES =
            Set.of("reasoning", "reasoning_content", "reasoning_details");

    private HiddenReasoning() {}

    /** Adds the splices for the messages or deltas of all choices, if it has any. */
    static void add(byte[] bytes, AnswerWalk walk, List<Splice> splices) {
        if (walk.choicesFrom == 0) {
            return;
        }
        Cursor each = Cursor.trusted(bytes, walk.choicesFrom, walk.end);
        while (each.next()) {
            if (each.kind() == Kind.OBJECT) {
                each.leave(choice(bytes, each.inside(), splices));
            }
        }
    }

    private static int choice(byte[] bytes, Cursor choice, List<Splice> splices) {
        while (choice.next()) {
            String name = Scalars.text(bytes, choice.nameFrom() + 1, choice.nameTo() - 1);
            boolean speaks = name.equals("delta") || name.equals("message");
            if (speaks && choice.kind() == Kind.OBJECT) {
                choice.leave(Removal.of(bytes, choice.inside(), NAMES, splices));
            }
        }
        return choice.close();
    }
}
