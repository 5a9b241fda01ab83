package dev.junctor.simulator.protocol;

import dev.junctor.wire.Headers;

/**
 * A request as it came, before a protocol has read it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would box each byte
public record Incoming(Operation operation, Target target, Headers headers, byte[] body) {
    /** What is wanted. */
    public enum Operation {
        /** An answer. */
        ANSWER,
        /** How many tokens the prompt has. */
        COUNT
    }

    /** Whether one of these headers carries a key. */
    public boolean hasKeyIn(String... names) {
        for (String name : names) {
            String value = headers.value(name);
            String key = value.startsWith("Bearer") ? value.substring("Bearer".length()) : value;
            if (!key.isBlank()) {
                return true;
            }
        }
        return false;
    }
}
