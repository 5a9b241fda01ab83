package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.CallIds;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives calls without an id one that follows from their place, and results without an id that of the first call of
 * their name that has no result yet, so that both agree in every later request.
 */
final class CallMatch {
    private static final String PLACE = "contents";

    private final List<Open> open = new ArrayList<>();
    private int calls;

    private record Open(String id, String name) {}

    /** The id of the next call. */
    String call(String id, String name) {
        String known = id.isEmpty() ? CallIds.made(PLACE, calls, name) : id;
        calls++;
        open.add(new Open(known, name));
        return known;
    }

    /** The id of the call that a result answers. */
    String result(String id, String name) {
        for (int i = 0; i < open.size(); i++) {
            Open call = open.get(i);
            if (id.isEmpty() ? call.name.equals(name) : call.id.equals(id)) {
                open.remove(i);
                return call.id;
            }
        }
        return id.isEmpty() ? CallIds.made(PLACE, -1, name) : id;
    }
}
