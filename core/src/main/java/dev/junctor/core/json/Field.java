package dev.junctor.core.json;

/**
 * A field of a JSON object, as a place in its bytes.
 *
 * @param name the key, which has no escapes
 * @param nameFrom offset of the key's opening quote
 * @param from offset of the value's first byte
 * @param to offset behind the value's last byte
 */
public record Field(String name, int nameFrom, int from, int to) {}
