package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.dialect.SmallJson;
import dev.junctor.core.fault.Fault;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Errors in Anthropic's shape; what Junctor adds stands beside the message. */
final class ErrorWriter {
    private ErrorWriter() {}

    /**
     * A whole answer.
     *
     * @param details more about it as a JSON object; empty for none
     * @param metadata the routing metadata as a JSON object; empty for none
     */
    static ErrorAnswer answer(Fault fault, String details, String metadata) {
        ObjectNode json = ErrorBody.of(fault);
        ObjectNode error = (ObjectNode) json.path("error");
        error.put("code", fault.kind().code());
        if (!fault.field().isEmpty()) {
            error.put("param", fault.field());
        }
        if (!details.isEmpty()) {
            error.set("metadata", SmallJson.tree(details));
        }
        if (!metadata.isEmpty()) {
            json.set(RoutingMetadata.FIELD, SmallJson.tree(metadata));
        }
        return new ErrorAnswer(
                ErrorBody.status(fault), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The last event of a stream that has begun. */
    static byte[] event(Fault fault) {
        return ("event: error\ndata: " + ErrorBody.of(fault) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
