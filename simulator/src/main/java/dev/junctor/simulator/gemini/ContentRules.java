package dev.junctor.simulator.gemini;

import dev.junctor.core.catalog.Modality;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.protocol.Objection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The contents: roles in turn, parts that carry one thing, and that calls are answered at once and all. */
final class ContentRules {
    private static final List<String> DATA =
            List.of(
                    "text",
                    "inlineData",
                    "fileData",
                    "functionCall",
                    "functionResponse",
                    "executableCode",
                    "codeExecutionResult",
                    "toolCall",
                    "toolResponse");

    private final Ask ask;

    ContentRules(Ask ask) {
        this.ask = ask;
    }

    void check() {
        JsonNode contents = ask.original().path("contents");
        if (!contents.isArray() || contents.isEmpty()) {
            throw Objection.invalid("* GenerateContentRequest.contents: contents is not specified");
        }
        String before = "";
        int open = 0;
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.path(i);
            String role = content.path("role").asString("user");
            role(role, before);
            JsonNode parts = content.path("parts");
            parts(parts, "GenerateContentRequest.contents[" + i + "].parts", role);
            int answers = count(parts, "functionResponse");
            if (answers != open) {
                throw Objection.invalid(
                        "Please ensure that the number of function response parts is equal to the"
                                + " number of function call parts of the function call turn.");
            }
            open = count(parts, "functionCall");
            before = role;
        }
        if (before.equals("model")) {
            throw Objection.invalid(
                    open > 0
                            ? "Please ensure that the function call turn is followed by a function"
                                    + " response turn."
                            : "Please ensure that the conversation ends with a user turn.");
        }
    }

    private static void role(String role, String before) {
        if (!role.equals("user") && !role.equals("model")) {
            throw Objection.invalid("Please use a valid role: user, model.");
        }
        if (before.isEmpty() && role.equals("model")) {
            throw Objection.invalid("Please ensure that the conversation begins with a user turn.");
        }
        if (role.equals(before)) {
            throw Objection.invalid(
                    "Please ensure that multiturn requests alternate between user and model.");
        }
    }

    private void parts(JsonNode parts, String at, String role) {
        if (!parts.isArray() || parts.isEmpty()) {
            throw Objection.invalid("* " + at + ": contents.parts must not be empty.");
        }
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.path(i);
            long carried = DATA.stream().filter(name -> Fields.has(part, name)).count();
            if (carried != 1) {
                throw Objection.invalid(
                        "* "
                                + at
                                + "["
                                + i
                                + "].data: required oneof field 'data' must have one initialized"
                                + " field");
            }
            part(part, role);
        }
    }

    private void part(JsonNode part, String role) {
        JsonNode call = Fields.of(part, "functionCall");
        JsonNode response = Fields.of(part, "functionResponse");
        if (call.isObject() && !role.equals("model")) {
            throw Objection.invalid("A function call must be part of a model turn.");
        }
        if (response.isObject() && role.equals("model")) {
            throw Objection.invalid("A function response must be part of a user turn.");
        }
        boolean args = call.has("args") && !call.path("args").isObject();
        boolean answer = response.isObject() && !response.path("response").isObject();
        if (args || answer) {
            throw Objection.invalid(
                    "Invalid value at 'contents.parts': args and response must be of the type"
                            + " google.protobuf.Struct");
        }
        if (response.isObject() && response.path("name").asString("").isEmpty()) {
            throw Objection.invalid("function_response.name: Name cannot be empty.");
        }
        medium(Fields.of(part, "inlineData"));
        medium(Fields.of(part, "fileData"));
    }

    private void medium(JsonNode medium) {
        if (!medium.isObject()) {
            return;
        }
        String type = Fields.of(medium, "mimeType").asString("");
        Modality needed =
                type.startsWith("image/")
                        ? Modality.IMAGE
                        : type.startsWith("audio/")
                                ? Modality.AUDIO
                                : type.startsWith("video/")
                                        ? Modality.VIDEO
                                        : type.startsWith("text/") ? Modality.TEXT : Modality.FILE;
        if (type.isEmpty() || !ask.endpoint().in().contains(needed)) {
            throw Objection.invalid("Unsupported MIME type: " + type);
        }
    }

    static int count(JsonNode parts, String name) {
        int count = 0;
        for (JsonNode part : parts) {
            count += Fields.of(part, name).isObject() ? 1 : 0;
        }
        return count;
    }
}
