package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.Part.ToolCall.Kind;
import dev.junctor.core.chat.Part.ToolResult.Outcome;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import dev.junctor.core.dialect.StateOnPart;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads items into turns: what the model said between two turns of others is one turn, however many items it has, and
 * so are results of tools that follow each other.
 */
final class ItemDecoder {
    private static final String DIALECT = OpenAiResponsesCodec.DIALECT;

    private final Carrier carrier;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> gathered = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private Role role = Role.USER;
    private String path = "";

    ItemDecoder(Carrier carrier) {
        this.carrier = carrier;
    }

    List<Turn> turns(Reading request) {
        JsonNode instructions = request.take("instructions");
        if (instructions.isString()) {
            if (!instructions.asString().isEmpty()) {
                turns.add(said(Role.SYSTEM, instructions.asString(), "instructions"));
            }
        } else {
            items(request, "instructions");
        }
        JsonNode input = request.take("input");
        if (input.isString()) {
            turns.add(said(Role.USER, input.asString(), "input"));
        } else {
            items(request, "input");
        }
        return turns;
    }

    private static Turn said(Role role, String text, String path) {
        Origin origin = new Origin("", path, JsonNodeFactory.instance.objectNode(), List.of());
        return new Turn(role, List.of(Part.Text.of(text)), "", Aside.of(origin));
    }

    private void items(Reading request, String field) {
        List<JsonNode> items = request.list(field);
        for (int i = 0; i < items.size(); i++) {
            item(request.element(field, i, items.get(i)));
        }
        flush();
    }

    private void item(Reading item) {
        String type = item.text("type");
        switch (type) {
            case "", "message" -> message(item);
            case "reasoning" -> gather(Role.ASSISTANT, item, reasoning(item));
            case "function_call" -> gather(Role.ASSISTANT, item, call(item, Kind.FUNCTION));
            case "custom_tool_call" -> gather(Role.ASSISTANT, item, call(item, Kind.CUSTOM));
            case "function_call_output", "custom_tool_call_output" ->
                    gather(Role.TOOL, item, result(item));
            default -> {
                item.json().propertyNames().forEach(item::known);
                Role whose = isOfUser(type) ? Role.USER : Role.ASSISTANT;
                gather(whose, item, new Part.Foreign(type, Aside.NONE));
            }
        }
    }

    private static boolean isOfUser(String type) {
        return type.endsWith("_output") || type.endsWith("_response");
    }

    private void message(Reading item) {
        item.known("id", "status");
        Role whose =
                switch (item.required("role")) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    case "system" -> Role.SYSTEM;
                    case "developer" -> Role.DEVELOPER;
                    default ->
                            throw new Malformed(
                                    item.path("role"),
                                    "'"
                                            + item.path("role")
                                            + "' must be user, assistant, system or developer.");
                };
        List<Part> parts = PartDecoder.parts(item, "content");
        if (whose == Role.ASSISTANT) {
            begin(whose, item.path());
            gathered.addAll(parts);
            item.origin().unread().forEach(name -> unread.add(item.path(name)));
        } else {
            flush();
            turns.add(new Turn(whose, parts, "", Aside.of(item.origin())));
        }
    }

    /** Adds an item that is one part. */
    private void gather(Role whose, Reading item, Part part) {
        begin(whose, item.path());
        Opaque opaque = part.aside().opaque();
        gathered.add(part.with(Aside.of(item.origin()).with(opaque)));
    }

    private void begin(Role whose, String at) {
        if (role != whose) {
            flush();
            role = whose;
        }
        if (gathered.isEmpty()) {
            path = at;
        }
    }

    /** Ends the turn that is being gathered. */
    private void flush() {
        if (!gathered.isEmpty() || !unread.isEmpty()) {
            List<Part> parts =
                    role == Role.ASSISTANT ? StateOnPart.restored(gathered) : List.copyOf(gathered);
            var none = JsonNodeFactory.instance.objectNode();
            Origin origin =
                    unread.isEmpty()
                            ? new Origin("", path, none, List.of())
                            : new Origin(DIALECT, "", none, unread);
            turns.add(new Turn(role, parts, "", Aside.of(origin)));
        }
        gathered.clear();
        unread.clear();
    }

    private Part reasoning(Reading item) {
        item.known("id", "status");
        List<String> summary = texts(item.take("summary"));
        List<String> content = texts(item.take("content"));
        String carried = item.text("encrypted_content");
        Opaque opaque = carried.isEmpty() ? Opaque.NONE : carrier.open(carried, DIALECT);
        boolean isOfOthers = opaque.isPresent() && !opaque.dialect().equals(DIALECT);
        Form form =
                !content.isEmpty() || (isOfOthers && !summary.isEmpty())
                        ? Form.FULL
                        : summary.isEmpty() ? Form.REDACTED : Form.SUMMARY;
        return new Part.Reasoning(form, content.isEmpty() ? summary : content, Aside.of(opaque));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            texts.add(text.path("text").asString(""));
        }
        return texts;
    }

    private static Part call(Reading item, Kind kind) {
        item.known("id", "status");
        String input = item.text(kind == Kind.CUSTOM ? "input" : "arguments");
        String id = item.required("call_id");
        return new Part.ToolCall(id, item.required("name"), kind, input, Aside.NONE);
    }

    private static Part result(Reading item) {
        item.known("id", "status");
        String id = item.required("call_id");
        List<Part> content = PartDecoder.parts(item, "output");
        return new Part.ToolResult(id, "", content, Outcome.OK, Aside.NONE);
    }
}
