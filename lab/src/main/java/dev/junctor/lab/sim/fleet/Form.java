package dev.junctor.lab.sim.fleet;

/** In what form an answer is asked for. */
public enum Form {
    WHOLE,
    STREAM
}
