package dev.junctor.lab.sim.fleet;

/** Where in an answer something happens. */
public enum Phase {
    BEFORE_HEAD,
    BEFORE_FIRST,
    MID_ANSWER,
    AFTER_USAGE
}
