package dev.junctor.lab.sim.world;

/** A law was broken: the simulation of this seed ends here. An error, so that nobody takes it for a failure to handle. */
public final class Broken extends Error {
    private static final long serialVersionUID = 1;

    private final Law law;
    private final int request;

    /** Broken by nobody in particular. */
    public Broken(Law law, String what) {
        this(law, -1, what);
    }

    /** Broken for a request, by its number. */
    public Broken(Law law, int request, String what) {
        super(what);
        this.law = law;
        this.request = request;
    }

    /** Which law. */
    public Law law() {
        return law;
    }

    /** The number of the request; −1 for none. */
    public int request() {
        return request;
    }

    /** Checks a law. */
    public static void unless(boolean holds, Law law, int request, String what) {
        if (!holds) {
            throw new Broken(law, request, what);
        }
    }
}
