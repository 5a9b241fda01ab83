package dev.junctor.core.dialect;

import dev.junctor.core.json.Trees;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arguments of a call as the text that OpenAI writes and as the object that others want. */
public final class CallArguments {
    /** The field that holds what is not an object. */
    private static final String RAW = "_raw";

    private CallArguments() {}

    /** The object; a call without arguments has an empty one, and text that is none stands in {@code _raw}. */
    public static ObjectNode object(String input, String path, Losses losses) {
        if (input.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        Optional<JsonNode> tree = Trees.read(input);
        if (tree.isPresent() && tree.get() instanceof ObjectNode object) {
            return object;
        }
        if (tree.isPresent() && tree.get().isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        losses.approximated(
                path,
                "the arguments are not a JSON object; they are sent as text in '" + RAW + "'");
        return JsonNodeFactory.instance.objectNode().put(RAW, input);
    }

    /** The text of an object; {@code {}} where there is none. */
    public static String text(JsonNode input) {
        return input.isObject() ? Trees.text(input) : "{}";
    }

    /** The input of a custom tool as an object with one string: its form where there are no custom tools. */
    public static ObjectNode wrapped(String input) {
        return JsonNodeFactory.instance.objectNode().put("input", input);
    }
}
