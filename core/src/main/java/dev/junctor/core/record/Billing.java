package dev.junctor.core.record;

/** How sure the bill of a request is. */
public enum Billing {
    /** The provider reported the usage of a whole answer. */
    COMPLETE,
    /** The provider reported usage, but the answer was cut. */
    PARTIAL,
    /** Usage was estimated from the bytes that came. */
    ESTIMATED,
    /** Nothing is charged. */
    VOID
}
