package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.ToolCall.Kind;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.ToolChoice;
import dev.junctor.core.chat.ToolChoice.Mode;
import dev.junctor.core.chat.ToolChoice.Parallel;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads tools, the choice of them, and calls; also in the older form of {@code functions}. */
final class ToolDecoder {
    private ToolDecoder() {}

    static List<Tool> tools(Reading request) {
        List<Tool> tools = new ArrayList<>();
        List<JsonNode> listed = request.list("tools");
        for (int i = 0; i < listed.size(); i++) {
            tools.add(tool(request.element("tools", i, listed.get(i))));
        }
        List<JsonNode> functions = request.list("functions");
        for (int i = 0; i < functions.size(); i++) {
            Reading function = request.element("functions", i, functions.get(i));
            tools.add(function(function, function));
        }
        if (request.has("web_search_options")) {
            Reading search = request.object("web_search_options");
            search.json().propertyNames().forEach(search::known);
            tools.add(new Tool.Hosted("web_search_options", Aside.of(search.origin())));
        }
        return tools;
    }

    private static Tool tool(Reading tool) {
        String type = tool.text("type");
        return switch (type) {
            case "function", "" -> function(tool, tool.object("function"));
            case "custom" -> {
                Reading custom = tool.object("custom");
                String name = custom.required("name");
                String description = custom.text("description");
                JsonNode format = custom.take("format");
                yield new Tool.Custom(name, description, format, Aside.of(tool.origin()));
            }
            default -> {
                tool.json().propertyNames().forEach(tool::known);
                yield new Tool.Hosted(type, Aside.of(tool.origin()));
            }
        };
    }

    private static Tool function(Reading tool, Reading function) {
        String name = function.required("name");
        String description = function.text("description");
        JsonNode parameters = function.take("parameters");
        var strict = RequestDecoder.strict(function);
        var mark = ContentDecoder.mark(tool);
        return new Tool.Function(
                name, description, parameters, strict, Aside.of(tool.origin()).with(mark));
    }

    static ToolChoice choice(Reading request) {
        Parallel parallel = Parallel.UNSAID;
        if (request.has("parallel_tool_calls")) {
            parallel =
                    request.isTrue("parallel_tool_calls") ? Parallel.ALLOWED : Parallel.FORBIDDEN;
        }
        request.known("parallel_tool_calls");
        String field = request.has("tool_choice") ? "tool_choice" : "function_call";
        JsonNode said = request.take(field);
        if (said.isMissingNode()) {
            request.known("tool_choice");
            String path = parallel == Parallel.UNSAID ? "" : "parallel_tool_calls";
            return new ToolChoice(Mode.UNSAID, List.of(), parallel, path);
        }
        if (said.isString()) {
            return new ToolChoice(mode(said.asString(), field), List.of(), parallel, field);
        }
        return named(request.object(field), parallel, field);
    }

    private static ToolChoice named(Reading choice, Parallel parallel, String field) {
        String type = choice.text("type");
        return switch (type) {
            case "allowed_tools" -> allowed(choice.object("allowed_tools"), parallel, field);
            case "auto", "none", "any", "required" ->
                    new ToolChoice(mode(type, field), List.of(), parallel, field);
            case "function", "custom" -> {
                String name = choice.object(type).required("name");
                yield new ToolChoice(Mode.REQUIRED, List.of(name), parallel, field);
            }
            default -> {
                if (!choice.has("name")) {
                    throw new Malformed(field, "'" + field + "' names no tool.");
                }
                String name = choice.text("name");
                yield new ToolChoice(Mode.REQUIRED, List.of(name), parallel, field);
            }
        };
    }

    private static ToolChoice allowed(Reading allowed, Parallel parallel, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode tool : allowed.list("tools")) {
            JsonNode of = tool.path(tool.path("type").asString("function"));
            names.add(of.path("name").asString(""));
        }
        return new ToolChoice(mode(allowed.required("mode"), field), names, parallel, field);
    }

    private static Mode mode(String word, String field) {
        return switch (word) {
            case "auto" -> Mode.AUTO;
            case "none" -> Mode.NONE;
            case "required", "any" -> Mode.REQUIRED;
            default ->
                    throw new Malformed(
                            field, "'" + field + "' must be auto, none, required or name a tool.");
        };
    }

    /** The calls of an assistant's message. */
    static List<Part> calls(Reading message, Carrier carrier) {
        List<Part> calls = new ArrayList<>();
        List<JsonNode> listed = message.list("tool_calls");
        for (int i = 0; i < listed.size(); i++) {
            calls.add(call(message.element("tool_calls", i, listed.get(i)), carrier));
        }
        JsonNode old = message.take("function_call");
        if (old.isObject() && !old.path("name").asString("").isEmpty()) {
            String name = old.path("name").asString("");
            String input = old.path("arguments").asString("");
            calls.add(new Part.ToolCall(oldId(name), name, Kind.FUNCTION, input, Aside.NONE));
        }
        return calls;
    }

    /** The older form has no ids: its calls and results find each other by name. */
    static String oldId(String name) {
        return "function_" + name;
    }

    private static Part call(Reading call, Carrier carrier) {
        call.known("index");
        String id = call.text("id");
        Opaque opaque = ReasoningDecoder.extra(call, carrier);
        if (call.text("type").equals("custom")) {
            Reading custom = call.object("custom");
            String name = custom.required("name");
            String input = custom.text("input");
            return new Part.ToolCall(
                    id, name, Kind.CUSTOM, input, Aside.of(call.origin()).with(opaque));
        }
        Reading function = call.object("function");
        String name = function.required("name");
        String input = function.text("arguments");
        return new Part.ToolCall(
                id, name, Kind.FUNCTION, input, Aside.of(call.origin()).with(opaque));
    }
}
