package dev.junctor.server.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values of an object's keys, each of its key's type. */
final class Values {
    private final Map<Key<?>, Object> values = new HashMap<>();

    /** Notes a value; false when there is none. */
    boolean put(Key<?> key, Optional<?> value) {
        value.ifPresent(present -> values.put(key, present));
        return value.isPresent();
    }

    /** The value of a key, which the object must have. */
    @SuppressWarnings("unchecked") // put() is only ever called with what the key's own shape read
    <T> T get(Key<T> key) {
        return (T) Objects.requireNonNull(values.get(key), key.name());
    }
}
