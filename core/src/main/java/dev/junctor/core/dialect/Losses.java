package dev.junctor.core.dialect;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.chat.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what one crossing leaves behind; each loss once. */
public final class Losses {
    private final Set<Loss> all = new LinkedHashSet<>();

    /** Nothing is lost yet. */
    public Losses() {}

    /** Something was left out. */
    public void dropped(String path, String reason) {
        all.add(Loss.dropped(path, reason));
    }

    /** Something near it was sent. */
    public void approximated(String path, String reason) {
        all.add(Loss.approximated(path, reason));
    }

    /** What an object said that only its own protocol understands. */
    public void unread(Origin origin) {
        for (String name : origin.unread()) {
            dropped(origin.below(name), "only the protocol it came in knows this field");
        }
    }

    /** All in the order they were met. */
    public List<Loss> list() {
        return new ArrayList<>(all);
    }
}
