package dev.junctor.core.chat;

import tools.jackson.databind.JsonNode;

/**
 * A knob that the caller turned.
 *
 * @param value a number, word, list or object as the caller wrote it
 * @param path where it stood in the caller's JSON
 */
public record Setting(Knob knob, JsonNode value, String path) {
    @Override
    public String toString() {
        return knob + " at " + path;
    }
}
