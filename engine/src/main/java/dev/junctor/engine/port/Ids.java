package dev.junctor.engine.port;

/** Gives each request its name. */
public interface Ids {
    /** A new id, larger than all before it on this node. */
    Id next(long epochMillis);

    /**
     * The two faces of an id.
     *
     * @param row ordered: 41 bits of milliseconds, node, sequence
     * @param text {@code gen-<unix seconds>-<20 alphanumerics>}; cannot be guessed
     */
    record Id(long row, String text) {}
}
