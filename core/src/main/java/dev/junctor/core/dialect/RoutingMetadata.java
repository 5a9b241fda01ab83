package dev.junctor.core.dialect;

import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a caller asked to be told of the routing, beside an answer or an error: OpenRouter's field. */
public final class RoutingMetadata {
    /** Its name, at the top of an answer. */
    public static final String FIELD = "openrouter_metadata";

    private RoutingMetadata() {}

    /**
     * Adds the splice that puts it into an object; none when the caller did not ask.
     *
     * @param at offset of the object's closing bracket, before which another field stands
     */
    public static void add(int at, String metadata, List<Splice> splices) {
        if (!metadata.isEmpty()) {
            String json = ",\"" + FIELD + "\":" + metadata;
            splices.add(new Splice(at, at, json.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
