package dev.junctor.core.record;

/** How a request ended. */
public enum Outcome {
    /** The caller has the whole answer. */
    SERVED,
    /** The caller got an error. */
    FAILED,
    /** The caller left before the end. */
    ABANDONED
}
