package dev.junctor.core.dialect;

/** How the caller wants the answer. */
public enum Delivery {
    /** As one JSON object. */
    UNARY,
    /** As server-sent events. */
    STREAM
}
