package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.UpstreamEdits;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What must change in a caller's body before an endpoint gets it; all else stays byte for byte. */
final class RequestEdits {
    private RequestEdits() {}

    /**
     * The edits in order.
     *
     * @param bound tokens that the answer may have; 0 for the caller's own bound
     */
    static List<Splice> of(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        ObjectEdits edits = UpstreamEdits.begin(envelope, body);
        UpstreamEdits.model(envelope, body, endpoint, edits);
        RequestNames.OURS.forEach(edits::remove);
        Quirks quirks = endpoint.provider().quirks();
        quirks.dropped().forEach(name -> drop(name, edits));
        endpoint.refused().forEach(name -> drop(name, edits));
        if (bound > 0) {
            edits.set("max_tokens", Long.toString(bound).getBytes(StandardCharsets.US_ASCII));
        }
        UpstreamEdits.options(envelope, endpoint, RequestNames.OURS, RequestNames.DECIDED, edits);
        return edits.splices();
    }

    private static void drop(String name, ObjectEdits edits) {
        if (!RequestNames.ESSENTIAL.contains(name)) {
            edits.remove(name);
        }
    }
}
