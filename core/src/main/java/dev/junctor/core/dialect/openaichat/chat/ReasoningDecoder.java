package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Display;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what is asked of reasoning, and the thoughts of a message in the forms that compatible providers use. */
final class ReasoningDecoder {
    private ReasoningDecoder() {}

    static ReasoningAsk ask(Reading request) {
        String path = "";
        String effort = request.text("reasoning_effort");
        if (!effort.isEmpty()) {
            path = "reasoning_effort";
        }
        Mode mode = effort.equals("none") ? Mode.OFF : effort.isEmpty() ? Mode.UNSAID : Mode.ON;
        Display display = Display.UNSAID;
        if (request.has("include_reasoning")) {
            display = request.isTrue("include_reasoning") ? Display.SHOWN : Display.HIDDEN;
            path = path.isEmpty() ? "include_reasoning" : path;
        }
        request.known("include_reasoning");
        ReasoningAsk simple = new ReasoningAsk(mode, effort, -1, display, path);
        if (request.take("reasoning").isObject()) {
            return object(request.object("reasoning"), simple);
        }
        if (request.take("thinking").isObject()) {
            return thinking(request.object("thinking"), simple);
        }
        return simple;
    }

    private static ReasoningAsk object(Reading reasoning, ReasoningAsk simple) {
        String effort = reasoning.text("effort");
        effort = effort.isEmpty() ? simple.effort() : effort;
        long budget = reasoning.number("max_tokens", -1);
        boolean on = reasoning.isTrue("enabled");
        boolean off = (reasoning.has("enabled") && !on) || effort.equals("none");
        boolean hidden = reasoning.isTrue("exclude");
        boolean summary = !reasoning.text("summary").isEmpty();
        Mode mode = off ? Mode.OFF : on || !effort.isEmpty() || budget >= 0 ? Mode.ON : Mode.UNSAID;
        Display display = hidden ? Display.HIDDEN : summary ? Display.SUMMARY : simple.display();
        return new ReasoningAsk(mode, effort, budget, display, "reasoning");
    }

    private static ReasoningAsk thinking(Reading thinking, ReasoningAsk simple) {
        Mode mode =
                switch (thinking.text("type")) {
                    case "disabled" -> Mode.OFF;
                    case "enabled" -> Mode.ON;
                    case "adaptive" -> Mode.ADAPTIVE;
                    default -> simple.mode();
                };
        long budget = thinking.number("budget_tokens", -1);
        return new ReasoningAsk(mode, simple.effort(), budget, simple.display(), "thinking");
    }

    /** The thoughts of a message: their details where it has some, otherwise their plain text. */
    static List<Part> parts(Reading message, Carrier carrier) {
        JsonNode plain = message.take("reasoning_content");
        JsonNode other = message.take("reasoning");
        JsonNode details = message.take("reasoning_details");
        List<Part> parts = new ArrayList<>();
        for (JsonNode detail : merged(details)) {
            Part part = detail(detail, carrier);
            boolean ofCall = belongsToCall(message.json(), detail);
            if (!ofCall && !(part instanceof Part.Foreign)) {
                parts.add(at(message.path("reasoning_details"), part));
            }
        }
        if (parts.isEmpty()) {
            String text = plain.isString() ? plain.asString() : other.asString("");
            String field = other.isMissingNode() ? "reasoning_content" : "reasoning";
            if (!text.isEmpty()) {
                Part part = new Part.Reasoning(Form.FULL, List.of(text), Aside.NONE);
                parts.add(at(message.path(field), part));
            }
        }
        return parts;
    }

    private static Part at(String path, Part part) {
        Aside aside = part.aside();
        return part.with(new Aside(Origin.at(path), aside.cache(), aside.opaque()));
    }

    /** Clients that gather a stream may keep its pieces apart: those of one index are one. */
    private static List<JsonNode> merged(JsonNode details) {
        List<JsonNode> merged = new ArrayList<>();
        for (JsonNode detail : details) {
            if (!merged.isEmpty()
                    && merged.getLast() instanceof ObjectNode last
                    && detail instanceof ObjectNode next
                    && last.path("type").equals(next.path("type"))
                    && next.path("type").asString("").equals("reasoning.text")
                    && next.has("index")
                    && last.path("index").equals(next.path("index"))
                    && !last.hasNonNull("signature")) {
                ObjectNode both = last.deepCopy().setAll(next);
                both.put("text", last.path("text").asString("") + next.path("text").asString(""));
                merged.set(merged.size() - 1, both);
            } else {
                merged.add(detail);
            }
        }
        return merged;
    }

    /** One entry of {@code reasoning_details}. */
    static Part detail(JsonNode detail, Carrier carrier) {
        String dialect = Formats.dialect(detail.path("format").asString(""));
        return switch (detail.path("type").asString("")) {
            case "reasoning.text" -> {
                String text = detail.path("text").asString("");
                Opaque opaque = open(detail.path("signature").asString(""), dialect, carrier);
                yield new Part.Reasoning(Form.FULL, List.of(text), Aside.of(opaque));
            }
            case "reasoning.summary" ->
                    new Part.Reasoning(
                            Form.SUMMARY, List.of(detail.path("summary").asString("")), Aside.NONE);
            case "reasoning.encrypted" ->
                    new Part.Reasoning(
                            Form.REDACTED,
                            List.of(),
                            Aside.of(open(detail.path("data").asString(""), dialect, carrier)));
            default -> new Part.Foreign("reasoning_details", Aside.NONE);
        };
    }

    static Opaque open(String carried, String dialect, Carrier carrier) {
        return carried.isEmpty() ? Opaque.NONE : carrier.open(carried, dialect);
    }

    /** Encrypted details that bear the id of a call are that call's state. */
    private static boolean belongsToCall(JsonNode message, JsonNode detail) {
        String id = detail.path("id").asString("");
        for (JsonNode call : message.path("tool_calls")) {
            if (!id.isEmpty() && call.path("id").asString("").equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Gives calls the state that stands for them in {@code reasoning_details}. */
    static void attach(Reading message, List<Part> parts, Carrier carrier) {
        for (JsonNode detail : message.json().path("reasoning_details")) {
            if (!belongsToCall(message.json(), detail)) {
                continue;
            }
            Opaque opaque =
                    open(
                            detail.path("data").asString(""),
                            Formats.dialect(detail.path("format").asString("")),
                            carrier);
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i) instanceof Part.ToolCall call
                        && call.id().equals(detail.path("id").asString(""))) {
                    parts.set(i, call.with(call.aside().with(opaque)));
                }
            }
        }
    }

    /** The state in {@code extra_content}, the way of a compatible endpoint that needs it back on each call. */
    static Opaque extra(Reading call, Carrier carrier) {
        String signature = ThoughtReader.signature(call.json());
        if (signature.isEmpty()) {
            return Opaque.NONE;
        }
        call.known("extra_content");
        return open(signature, Formats.GEMINI, carrier);
    }
}
