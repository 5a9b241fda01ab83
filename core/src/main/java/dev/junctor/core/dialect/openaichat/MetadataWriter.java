package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the routing metadata at the end of an answer. */
final class MetadataWriter {
    /** The field's name in OpenRouter's API. */
    static final String FIELD = "openrouter_metadata";

    private MetadataWriter() {}

    /** Adds the splice: in place of what stands there, else behind the last field; nothing when there is none. */
    static void add(AnswerWalk walk, String metadata, List<Splice> splices) {
        if (metadata.isEmpty()) {
            return;
        }
        byte[] json = metadata.getBytes(StandardCharsets.UTF_8);
        if (walk.metadataFrom > 0) {
            splices.add(new Splice(walk.metadataFrom, walk.metadataTo, json));
            return;
        }
        int last = walk.end - 1;
        splices.add(
                new Splice(
                        last,
                        last,
                        (",\"" + FIELD + "\":" + metadata).getBytes(StandardCharsets.UTF_8)));
    }
}
