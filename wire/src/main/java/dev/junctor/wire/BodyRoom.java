package dev.junctor.wire;

/** Room for the bodies of all requests on one event loop, from their first byte until they are answered. */
final class BodyRoom {
    private final long most;
    private long taken;

    /**
     * @param most bytes
     */
    BodyRoom(long most) {
        this.most = most;
    }

    /** Takes room for more bytes of a body; whether there was enough. */
    boolean take(int bytes) {
        if (taken + bytes > most) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Gives room back. */
    void give(long bytes) {
        taken -= bytes;
    }
}
