package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.dialect.SmallJson;
import dev.junctor.core.fault.Fault;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors in OpenAI's shape; what Junctor adds stands beside the message. */
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
        ObjectNode more = ((ObjectNode) json.path("error")).putObject("metadata");
        more.put("error_type", fault.kind().code());
        if (!fault.upstream().code().isEmpty()) {
            more.put("provider_code", fault.upstream().code());
        }
        if (!fault.upstream().raw().isEmpty()) {
            more.put("raw", fault.upstream().raw());
        }
        if (!details.isEmpty() && SmallJson.tree(details) instanceof ObjectNode said) {
            more.setAll(said);
        }
        if (!metadata.isEmpty()) {
            json.set(RoutingMetadata.FIELD, SmallJson.tree(metadata));
        }
        return new ErrorAnswer(
                fault.kind().status(), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The event that tells of an error in a stream. */
    static byte[] event(Fault fault, long sequence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "error");
        json.put("sequence_number", sequence)
                .put("code", ErrorBody.code(fault))
                .put("message", fault.message());
        ErrorBody.param(fault, json);
        return frame("error", json);
    }

    /** The last event of a stream that has begun. */
    static byte[] failed(Fault fault, long sequence, Identity identity) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "response.failed");
        json.put("sequence_number", sequence);
        json.set("response", ResponseJson.failed(fault, identity));
        return frame("response.failed", json);
    }

    private static byte[] frame(String name, ObjectNode json) {
        return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
