package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Ending.Finish;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.fault.Fault;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The response object around what the model said. Strict clients want every field, so that what was asked is repeated
 * and what was not said has the protocol's default.
 */
final class ResponseJson {
    /** What is repeated as the caller wrote it. */
    private static final List<String> ECHOED =
            List.of(
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "metadata",
                    "parallel_tool_calls",
                    "prompt_cache_key",
                    "safety_identifier",
                    "temperature",
                    "top_logprobs",
                    "top_p",
                    "truncation",
                    "user");

    private ResponseJson() {}

    /** An answer on its way, or whole: {@code output} and {@code usage} are still to be set. */
    static ObjectNode of(Reply reply, long created, String status) {
        ObjectNode json = empty(reply.identity(), created, status);
        Conversation asked = reply.asked();
        Origin origin = asked.aside().origin();
        if (origin.isOf(OpenAiResponsesCodec.DIALECT)) {
            echo(origin.json(), json);
        }
        return json;
    }

    /** An answer that broke off before it was whole. */
    static ObjectNode failed(Fault fault, Identity identity) {
        ObjectNode json = empty(identity, 0, "failed");
        json.putObject("error")
                .put("code", ErrorBody.codeInside(fault))
                .put("message", fault.message());
        return json;
    }

    private static ObjectNode empty(Identity identity, long created, String status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", identity.id())
                .put("object", "response")
                .put("created_at", created(identity, created))
                .put("status", status)
                .put("background", false)
                .putNull("error")
                .putNull("incomplete_details")
                .putNull("instructions")
                .putNull("max_output_tokens")
                .putNull("max_tool_calls")
                .put("model", identity.model());
        json.putArray("output");
        json.put("parallel_tool_calls", true)
                .putNull("previous_response_id")
                .putNull("prompt_cache_key");
        json.putObject("reasoning").putNull("effort").putNull("summary");
        json.putNull("safety_identifier")
                .put("service_tier", "default")
                .put("store", false)
                .put("temperature", BigDecimal.ONE);
        json.putObject("text").putObject("format").put("type", "text");
        json.put("tool_choice", "auto");
        json.putArray("tools");
        json.put("top_logprobs", 0)
                .put("top_p", BigDecimal.ONE)
                .put("truncation", "disabled")
                .putNull("usage")
                .putNull("user")
                .putObject("metadata");
        return json;
    }

    /** The second of the answer as our ids tell it, {@code gen-<unix seconds>-…}, before the provider's. */
    private static long created(Identity identity, long otherwise) {
        String[] parts = identity.id().split("-", 3);
        boolean dated = parts.length == 3 && parts[1].matches("[1-9]\\d{0,11}");
        return dated ? Long.parseLong(parts[1]) : otherwise;
    }

    private static void echo(ObjectNode asked, ObjectNode json) {
        for (String field : ECHOED) {
            if (asked.hasNonNull(field)) {
                json.set(field, asked.get(field));
            }
        }
        if (asked.path("reasoning") instanceof ObjectNode reasoning) {
            ((ObjectNode) json.get("reasoning")).setAll(reasoning);
        }
        if (asked.path("text") instanceof ObjectNode text) {
            ((ObjectNode) json.get("text")).setAll(text);
        }
        if (asked.hasNonNull("tool_choice")) {
            json.set("tool_choice", asked.get("tool_choice"));
        }
        ArrayNode tools = (ArrayNode) json.get("tools");
        for (JsonNode tool : asked.path("tools")) {
            tools.add(whole(tool));
        }
    }

    /** A function with all its fields. */
    private static JsonNode whole(JsonNode tool) {
        if (!(tool instanceof ObjectNode object)
                || !tool.path("type").asString("").equals("function")) {
            return tool;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.setAll(object);
        for (String field : List.of("description", "parameters", "strict")) {
            if (!whole.has(field)) {
                whole.putNull(field);
            }
        }
        return whole;
    }

    /** Says how an answer ended. */
    static void end(ObjectNode json, Finish finish) {
        String reason = reason(finish);
        json.put("status", reason.isEmpty() ? "completed" : "incomplete");
        if (!reason.isEmpty()) {
            json.putObject("incomplete_details").put("reason", reason);
        }
    }

    /** Why an answer is incomplete; empty for one that is complete. */
    static String reason(Finish finish) {
        return switch (finish) {
            case LENGTH, CONTEXT_FULL -> "max_output_tokens";
            case FILTERED -> "content_filter";
            case UNSAID, STOP, STOP_SEQUENCE, TOOL_CALLS, REFUSED, PAUSED, BROKEN_CALL, ERROR -> "";
        };
    }
}
