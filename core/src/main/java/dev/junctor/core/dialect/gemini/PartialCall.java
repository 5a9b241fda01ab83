package dev.junctor.core.dialect.gemini;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers a call whose arguments come in pieces ({@code streamFunctionCallArguments}): first its name, then values with
 * their places as {@code $.a.b[0]}, last an empty call.
 */
final class PartialCall {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ObjectNode part = JSON.objectNode();
    private ObjectNode args = JSON.objectNode();
    private boolean open;
    private boolean whole;

    /** Whether the part is a piece of such a call; a call that comes whole is not. */
    boolean takes(JsonNode json) {
        JsonNode call = json.path("functionCall");
        boolean goesOn = call.path("willContinue").asBoolean(false);
        if (!open && !goesOn && !call.has("partialArgs")) {
            return false;
        }
        if (!open) {
            part = JSON.objectNode();
            args = JSON.objectNode();
            part.putObject("functionCall").set("args", args);
            open = true;
        }
        for (String name : new String[] {"id", "name"}) {
            if (call.path(name).isString()) {
                ((ObjectNode) part.path("functionCall")).set(name, call.path(name));
            }
        }
        if (json.path("thoughtSignature").isString()) {
            part.set("thoughtSignature", json.path("thoughtSignature"));
        }
        call.path("partialArgs").forEach(this::value);
        whole = !goesOn;
        open = goesOn;
        return true;
    }

    /** The call as it would have come whole; empty while more is to come. */
    Optional<ObjectNode> whole() {
        return whole ? Optional.of(part) : Optional.empty();
    }

    private void value(JsonNode piece) {
        String path = piece.path("jsonPath").asString("");
        String[] steps = path.replaceFirst("^\\$\\.?", "").replace("]", "").split("[.\\[]+", -1);
        JsonNode at = args;
        for (int i = 0; i < steps.length; i++) {
            boolean last = i + 1 == steps.length;
            boolean list = !last && steps[i + 1].matches("\\d+");
            JsonNode known = get(at, steps[i]);
            JsonNode next =
                    last
                            ? scalar(piece, known)
                            : !known.isMissingNode()
                                    ? known
                                    : list ? JSON.arrayNode() : JSON.objectNode();
            set(at, steps[i], next);
            at = next;
        }
    }

    private static JsonNode get(JsonNode in, String step) {
        return in.isArray() && step.matches("\\d{1,4}")
                ? in.path(Integer.parseInt(step))
                : in.path(step);
    }

    private static void set(JsonNode in, String step, JsonNode value) {
        if (in instanceof ObjectNode object) {
            object.set(step, value);
        } else if (in instanceof ArrayNode list && step.matches("\\d{1,4}")) {
            int index = Integer.parseInt(step);
            while (list.size() <= index) {
                list.addNull();
            }
            list.set(index, value);
        }
    }

    /** Strings grow, all else comes at once. */
    private static JsonNode scalar(JsonNode piece, JsonNode known) {
        for (String kind : new String[] {"numberValue", "boolValue"}) {
            if (piece.has(kind)) {
                return piece.path(kind);
            }
        }
        if (piece.has("stringValue")) {
            return JSON.stringNode(known.asString("") + piece.path("stringValue").asString(""));
        }
        return JSON.nullNode();
    }
}
