package dev.junctor.server.cli;

/** In which form a command answers. */
public enum Output {
    /** For people. */
    TEXT,
    /** One JSON value. */
    JSON
}
