package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import java.util.Set;

/** What must change in a body for an endpoint whatever the dialect is. */
public final class UpstreamEdits {
    private UpstreamEdits() {}

    /** No change yet. */
    public static ObjectEdits begin(Envelope envelope, byte[] body) {
        int open = 0;
        while (body[open] != '{') {
            open++;
        }
        return new ObjectEdits(envelope.fields(), open);
    }

    /** The provider's own name of the model; where the caller wrote it already, nothing. */
    public static void model(Envelope envelope, byte[] body, Endpoint endpoint, ObjectEdits edits) {
        byte[] upstream = Quoted.bytes(endpoint.upstreamId());
        for (Field field : envelope.fields()) {
            if (field.name().equals("model")
                    && Scalars.spelled(body, field.from(), field.to(), upstream)) {
                return;
            }
        }
        edits.set("model", upstream);
    }

    /**
     * What the caller means for this provider alone.
     *
     * @param ours what only Junctor understands
     * @param decided what the plan, the hold, the price or the relay rest on
     */
    public static void options(
            Envelope envelope,
            Endpoint endpoint,
            Set<String> ours,
            Set<String> decided,
            ObjectEdits edits) {
        ProviderOptions.of(envelope, endpoint)
                .forEach((name, value) -> {
                    if (!decided.contains(name) && !ours.contains(name)) {
                        edits.set(name, value);
                    }
                });
    }
}
