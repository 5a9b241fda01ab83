package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the routing metadata at the end of an answer. */
final class MetadataWriter {
    private MetadataWriter() {}

    /** Adds the splice: in place of what stands there, else behind the last field; nothing when there is none. */
    static void add(AnswerWalk walk, String metadata, List<Splice> splices) {
        if (metadata.isEmpty()) {
            return;
        }
        if (walk.metadataFrom > 0) {
            byte[] json = metadata.getBytes(StandardCharsets.UTF_8);
            splices.add(new Splice(walk.metadataFrom, walk.metadataTo, json));
        } else {
            RoutingMetadata.add(walk.end - 1, metadata, splices);
        }
    }
}
