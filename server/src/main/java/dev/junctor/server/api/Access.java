package dev.junctor.server.api;

/** Who may pass a door. */
enum Access {
    /** Anybody; a key is not looked at. */
    ANYBODY,
    /** Anybody; who shows a working key is told more. */
    ANYBODY_KNOWN,
    /** Anybody on this machine; from elsewhere, or through a proxy, who has a management key. */
    LOCAL,
    /** Who has a working key of any kind, also one that has spent its limit: to ask about itself. */
    ANY_KEY,
    /** Who has an inference key that may still spend. */
    INFERENCE,
    /** Who has a management key. */
    MANAGEMENT
}
