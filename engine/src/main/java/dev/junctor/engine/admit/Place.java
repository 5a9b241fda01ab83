package dev.junctor.engine.admit;

import org.jspecify.annotations.Nullable;

/** A request's place among those under way; it is given back once, by the loop of the request. */
public final class Place {
    private final Crowd crowd;
    private final @Nullable KeyTraffic key;
    private boolean given;

    Place(Crowd crowd, @Nullable KeyTraffic key) {
        this.crowd = crowd;
        this.key = key;
    }

    /** Somebody else may have it; nothing when that was said before. */
    public void giveBack() {
        if (!given) {
            given = true;
            crowd.giveBack(key);
        }
    }
}
