package dev.junctor.core.chat;

/**
 * What stands beside the meaning of a part, a tool or a turn.
 *
 * @param origin what it was before
 * @param cache the breakpoint behind it
 * @param opaque the provider's state that travels with it
 */
public record Aside(Origin origin, CacheMark cache, Opaque opaque) {
    /** Nothing beside it. */
    public static final Aside NONE = new Aside(Origin.NONE, CacheMark.NONE, Opaque.NONE);

    /** Only what it was before. */
    public static Aside of(Origin origin) {
        return new Aside(origin, CacheMark.NONE, Opaque.NONE);
    }

    /** Only state of the provider's. */
    public static Aside of(Opaque opaque) {
        return new Aside(Origin.NONE, CacheMark.NONE, opaque);
    }

    /** The same with a breakpoint. */
    public Aside with(CacheMark mark) {
        return new Aside(origin, mark, opaque);
    }

    /** The same with state of the provider's. */
    public Aside with(Opaque state) {
        return new Aside(origin, cache, state);
    }

    /** The same without what it was before, for who changes the meaning. */
    public Aside changed() {
        return new Aside(origin.changed(), cache, opaque);
    }
}
