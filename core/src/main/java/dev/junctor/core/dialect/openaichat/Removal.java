package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.Set;

/** Takes members out of an object, with the commas that they leave. */
final class Removal {
    private Removal() {}

    /**
     * Adds the splices.
     *
     * @param members a walk through the object that has not begun
     * @return what {@link Cursor#close} tells
     */
    static int of(byte[] bytes, Cursor members, Set<String> names, List<Splice> splices) {
        int keptTo = 0; // behind the last member that stays
        int goneFrom = 0;
        int goneTo = 0;
        while (members.next() && members.end() > 0) {
            String name = Scalars.text(bytes, members.nameFrom() + 1, members.nameTo() - 1);
            if (names.contains(name)) {
                if (goneFrom == 0) {
                    goneFrom = keptTo > 0 ? keptTo : members.nameFrom();
                }
                goneTo = members.end();
                continue;
            }
            if (goneFrom > 0) {
                int to = keptTo > 0 ? goneTo : members.nameFrom();
                splices.add(new Splice(goneFrom, to, new byte[0]));
                goneFrom = 0;
            }
            keptTo = members.end();
        }
        if (goneFrom > 0) {
            splices.add(new Splice(goneFrom, goneTo, new byte[0]));
        }
        return members.close();
    }
}
