package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.List;

/** Reads one message of a request. */
final class MessageDecoder {
    private MessageDecoder() {}

    static Turn decode(Reading message, Carrier carrier) {
        String role = message.required("role");
        String name = message.text("name");
        return switch (role) {
            case "system" -> plain(Role.SYSTEM, message, name);
            case "developer" -> plain(Role.DEVELOPER, message, name);
            case "user" -> plain(Role.USER, message, name);
            case "assistant" -> assistant(message, name, carrier);
            case "tool" -> tool(message, callId(message, name), name);
            case "function" -> tool(message, ToolDecoder.oldId(name), name);
            default ->
                    throw new Malformed(
                            message.path("role"),
                            "'"
                                    + message.path("role")
                                    + "' must be system, developer, user, assistant or tool.");
        };
    }

    /** Some providers take results without ids; they find their call by name. */
    private static String callId(Reading message, String name) {
        String id = message.text("tool_call_id");
        return id.isEmpty() ? ToolDecoder.oldId(name) : id;
    }

    private static Turn plain(Role role, Reading message, String name) {
        List<Part> parts = ContentDecoder.parts(message);
        return new Turn(
                role, parts, name, Aside.of(message.origin()).with(ContentDecoder.mark(message)));
    }

    private static Turn tool(Reading message, String callId, String name) {
        List<Part> content = ContentDecoder.parts(message);
        var mark = ContentDecoder.mark(message);
        Aside aside = Aside.of(message.origin()).with(mark);
        Part result = new Part.ToolResult(callId, name, content, Part.ToolResult.Outcome.OK, aside);
        return new Turn(Role.TOOL, List.of(result), "", Aside.of(message.origin()));
    }

    /** Thoughts first, then words, then calls: the order in which a model writes them. */
    private static Turn assistant(Reading message, String name, Carrier carrier) {
        List<Part> parts = new ArrayList<>(ReasoningDecoder.parts(message, carrier));
        parts.addAll(ContentDecoder.parts(message));
        String refusal = message.text("refusal");
        if (!refusal.isEmpty()) {
            Aside aside = Aside.of(Origin.at(message.path("refusal")));
            parts.add(new Part.Refusal(refusal, aside));
        }
        parts.addAll(ToolDecoder.calls(message, carrier));
        ReasoningDecoder.attach(message, parts, carrier);
        var mark = ContentDecoder.mark(message);
        return new Turn(Role.ASSISTANT, parts, name, Aside.of(message.origin()).with(mark));
    }
}
