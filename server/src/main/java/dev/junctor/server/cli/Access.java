package dev.junctor.server.cli;

/** What a request needs to be let in. */
enum Access {
    /** Nothing; a key is sent where there is one. */
    OPEN,
    /** A key for models. */
    INFERENCE,
    /** A key for keys and settings. */
    MANAGEMENT
}
