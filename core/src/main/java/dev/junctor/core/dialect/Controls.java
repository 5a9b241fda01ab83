package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that steer Junctor, copied out of a body, which is not kept. */
public final class Controls {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_SESSION = 256;

    private Controls() {}

    /** What is wrong with the named fields: too long to be copied, or not JSON inside. */
    public static Optional<Fault> check(BodyFields fields, Set<String> names) {
        for (String name : names) {
            if (fields.size(name) > MAX_BYTES) {
                return Optional.of(Fault.invalid(name, name + " is longer than 64 KB."));
            }
            boolean nested = fields.is(name, Kind.OBJECT) || fields.is(name, Kind.ARRAY);
            if (nested && !SmallJson.isWellFormed(fields.json(name))) {
                return Optional.of(Fault.invalid(name, name + " is not valid JSON."));
            }
        }
        return fields.string("session_id").length() > MAX_SESSION
                ? Optional.of(
                        Fault.invalid(
                                "session_id", "session_id must be at most 256 characters long."))
                : Optional.empty();
    }

    /** Those of the named fields that are there, as JSON text by name. */
    public static Map<String, String> of(BodyFields fields, Set<String> names) {
        Map<String, String> controls = new HashMap<>();
        for (String name : names) {
            if (fields.has(name)) {
                controls.put(name, fields.json(name));
            }
        }
        return Map.copyOf(controls);
    }
}
