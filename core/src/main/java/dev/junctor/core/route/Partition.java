package dev.junctor.core.route;

/** Whether a sort keeps the order of the models that a request names. */
public enum Partition {
    /** All endpoints of the first model, then those of the next. */
    MODEL,
    /** The endpoints of all models together. */
    NONE
}
