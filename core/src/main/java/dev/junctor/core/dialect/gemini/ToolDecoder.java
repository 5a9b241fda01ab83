package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.Malformed;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads tools and the choice of them. */
final class ToolDecoder {
    private static final String DECLARATIONS = "functionDeclarations";

    private ToolDecoder() {}

    static List<Tool> tools(Fields request) {
        List<Tool> tools = new ArrayList<>();
        for (Fields tool : request.objects("tools")) {
            for (Fields declared : tool.objects(DECLARATIONS)) {
                tools.add(function(declared));
            }
            tool.json()
                    .properties()
                    .forEach(field -> {
                        boolean functions = Spelling.is(field.getKey(), DECLARATIONS);
                        if (!functions && !field.getValue().isNull()) {
                            tools.add(hosted(tool, field.getKey(), field.getValue()));
                        }
                    });
        }
        return tools;
    }

    private static Tool function(Fields declared) {
        String name = declared.required("name");
        String description = declared.text("description");
        JsonNode schema = declared.take("parametersJsonSchema");
        JsonNode older = declared.take("parameters");
        JsonNode parameters = schema.isObject() ? schema : Schemas.json(older);
        return new Tool.Function(
                name, description, parameters, Tool.Strict.UNSAID, Aside.of(declared.origin()));
    }

    private static Tool hosted(Fields tool, String type, JsonNode value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(type, value);
        Origin origin = new Origin(Gemini.NAME, tool.path(type), json, List.of());
        return new Tool.Hosted(type, Aside.of(origin));
    }

    static ToolChoice choice(Fields request) {
        if (!request.has("toolConfig")) {
            request.known("toolConfig");
            return ToolChoice.UNSAID;
        }
        Fields config = request.object("toolConfig");
        if (!config.has("functionCallingConfig")) {
            config.known("functionCallingConfig");
            return ToolChoice.UNSAID;
        }
        Fields calling = config.object("functionCallingConfig");
        List<String> names = new ArrayList<>();
        calling.take("allowedFunctionNames").forEach(name -> names.add(name.asString("")));
        String path = calling.path();
        return switch (calling.json().path("mode").asString("")) {
            case "", "MODE_UNSPECIFIED", "AUTO", "auto" -> {
                calling.known("mode");
                yield new ToolChoice(Mode.AUTO, names, Parallel.UNSAID, path);
            }
            case "ANY", "any" -> {
                calling.known("mode");
                yield new ToolChoice(Mode.REQUIRED, names, Parallel.UNSAID, path);
            }
            case "NONE", "none" -> {
                calling.known("mode");
                yield new ToolChoice(Mode.NONE, List.of(), Parallel.UNSAID, path);
            }
            case "VALIDATED", "validated" -> // that arguments fit cannot be asked of others
                    new ToolChoice(Mode.AUTO, names, Parallel.UNSAID, path);
            default ->
                    throw new Malformed(
                            calling.path("mode"),
                            "'" + calling.path("mode") + "' must be AUTO, ANY, NONE or VALIDATED.");
        };
    }
}
