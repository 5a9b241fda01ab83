package dev.junctor.core.fault;

/** Whose fault a failure is; decided before any health is touched. */
public enum Blame {
    /** The request itself: its shape, size or content. */
    CALLER,
    /** Junctor. */
    GATEWAY,
    /** The key that the gateway uses at the provider: refused, without credit, without permission. */
    KEY,
    /** One endpoint: overloaded, rate limited, cut, out of time. */
    ENDPOINT,
    /** The whole provider: unreachable, name not found, certificate refused. */
    PROVIDER,
    /** The model: retired or unknown at the provider. */
    MODEL
}
