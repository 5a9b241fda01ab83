package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.Fault.Upstream;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;

/**
 * Errors in the shape that OpenAI's and OpenRouter's clients both read: {@code code} is the HTTP status as a number
 * (OpenRouter's API reference), {@code type} and {@code param} are OpenAI's.
 */
public final class ErrorWriter {
    private ErrorWriter() {}

    /**
     * A whole body.
     *
     * @param details more fields of {@code error.metadata} as a JSON object; empty for none
     * @param metadata the routing metadata as a JSON object; empty for none
     */
    public static byte[] body(Fault fault, String details, String metadata) {
        String json =
                "{\"error\":{"
                        + "\"message\":"
                        + Quoted.string(fault.message())
                        + ",\"type\":"
                        + Quoted.string(type(fault))
                        + ",\"param\":"
                        + (fault.field().isEmpty() ? "null" : Quoted.string(fault.field()))
                        + ",\"code\":"
                        + fault.kind().status()
                        + ",\"metadata\":"
                        + metadata(fault, details)
                        + "}"
                        + (metadata.isEmpty()
                                ? ""
                                : ",\"" + RoutingMetadata.FIELD + "\":" + metadata)
                        + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The last event of a stream that has begun; no {@code [DONE]} follows, for the answer is not done. */
    static byte[] event(
            Fault fault, Identity identity, AnswerFacts soFar, Closing closing, String object) {
        StringBuilder json = new StringBuilder(512).append("data: {");
        head(json, identity, object, Long.toString(identity.created()));
        json.append(",\"error\":{\"code\":")
                .append(fault.kind().status())
                .append(",\"message\":")
                .append(Quoted.string(fault.message()))
                .append(",\"type\":")
                .append(Quoted.string(type(fault)))
                .append(",\"param\":null,\"metadata\":")
                .append(metadata(fault, ""))
                .append("},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},")
                .append("\"finish_reason\":\"error\",\"native_finish_reason\":null}]");
        if (!soFar.usage().equals(Usage.NONE)) {
            json.append(",\"usage\":")
                    .append(
                            UsageWriter.whole(
                                    soFar.usage(), closing.cost(soFar, Closing.End.BROKEN)));
        }
        if (!closing.metadata().isEmpty()) {
            json.append(",\"").append(RoutingMetadata.FIELD).append("\":");
            json.append(closing.metadata());
        }
        return json.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The fields that each chunk of our own begins with. */
    static void head(StringBuilder json, Identity identity, String object, String created) {
        json.append("\"id\":")
                .append(Quoted.string(identity.id()))
                .append(",\"object\":")
                .append(Quoted.string(object))
                .append(",\"created\":")
                .append(created)
                .append(",\"model\":")
                .append(Quoted.string(identity.model()))
                .append(",\"provider\":")
                .append(Quoted.string(identity.provider()));
    }

    private static String metadata(Fault fault, String more) {
        StringBuilder json = new StringBuilder(128);
        json.append("{\"error_type\":").append(Quoted.string(fault.kind().code()));
        Upstream upstream = fault.upstream();
        if (!upstream.code().isEmpty()) {
            json.append(",\"provider_code\":").append(Quoted.string(upstream.code()));
        }
        if (!upstream.raw().isEmpty()) {
            json.append(",\"raw\":").append(Quoted.string(upstream.raw()));
        }
        String fields = more.strip();
        if (fields.length() > 2) {
            json.append(',').append(fields, 1, fields.length() - 1);
        }
        return json.append('}').toString();
    }

    /** OpenAI's names of kinds of errors. */
    private static String type(Fault fault) {
        return switch (fault.kind().status()) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> fault.kind().status() < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
