package dev.junctor.simulator.responses;

import dev.junctor.core.catalog.Modality;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Objection;
import dev.junctor.simulator.say.Seal;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The items of the input: known, that each call is answered, and that reasoning is what was thought here. */
final class ItemRules {
    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");
    private static final Set<String> GIVEN = Set.of("input_text", "input_image", "input_file");
    private static final Set<String> SAID = Set.of("output_text", "refusal");

    private final Ask ask;
    private final Seal seal;
    private final Set<String> called = new LinkedHashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();

    ItemRules(Ask ask, Seal seal) {
        this.ask = ask;
        this.seal = seal;
    }

    void check() {
        JsonNode input = ask.original().path("input");
        if (input.isString()) {
            return;
        }
        if (!input.isArray()) {
            throw new Objection(Complaint.type("input", "a string or an array of items"));
        }
        for (int i = 0; i < input.size(); i++) {
            item(input, i);
        }
        for (String id : called) {
            if (!answered.contains(id)) {
                throw new Objection(
                        Complaint.invalid(
                                "input", "", "No tool output found for function call " + id + "."));
            }
        }
    }

    private void item(JsonNode input, int index) {
        JsonNode item = input.path(index);
        String at = "input[" + index + "]";
        String type = item.path("type").asString("message");
        switch (type) {
            case "message" -> message(item, at);
            case "function_call" -> call(item, "arguments", at);
            case "custom_tool_call" -> call(item, "input", at);
            case "function_call_output", "custom_tool_call_output" -> output(item, type, at);
            case "reasoning" -> {
                thought(item, at);
                followed(item, input.path(index + 1));
            }
            case "item_reference" -> {
                String id = item.path("id").asString("");
                throw new Objection(
                        new Complaint(
                                404,
                                "invalid_request_error",
                                "",
                                "Item with id '" + id + "' not found.",
                                "input"));
            }
            default -> {
                if (!type.endsWith("_call") && !type.endsWith("_output")) {
                    throw Objections.value(at + ".type", "Invalid value: '" + type + "'.");
                }
            }
        }
    }

    private void message(JsonNode item, String at) {
        String role = item.path("role").asString("");
        if (!ROLES.contains(role)) {
            throw Objections.value(
                    at + ".role",
                    "Invalid value: '"
                            + role
                            + "'. Supported values are: 'assistant', 'system', 'developer', and"
                            + " 'user'.");
        }
        JsonNode content = item.path("content");
        if (!Bodies.has(item, "content")) {
            throw Objections.missing(at + ".content");
        }
        Set<String> taken = role.equals("assistant") ? SAID : GIVEN;
        for (int i = 0; i < content.size(); i++) {
            part(content.path(i), at + ".content[" + i + "]", taken);
        }
    }

    private void part(JsonNode part, String at, Set<String> taken) {
        String type = part.path("type").asString("");
        if (!taken.contains(type)) {
            throw Objections.value(
                    at, "Invalid value: '" + type + "'. Supported values are: " + taken + ".");
        }
        Modality needed =
                switch (type) {
                    case "input_image" -> Modality.IMAGE;
                    case "input_file" -> Modality.FILE;
                    default -> Modality.TEXT;
                };
        if (needed != Modality.TEXT && !ask.endpoint().in().contains(needed)) {
            throw Objections.value(at, "'" + type + "' is not supported by this model.");
        }
        if (needed == Modality.TEXT && type.endsWith("text") && !part.path("text").isString()) {
            throw Objections.missing(at + ".text");
        }
        if (part.path("image_url").isObject()) {
            throw new Objection(Complaint.type(at + ".image_url", "an image URL as a string"));
        }
    }

    private void call(JsonNode item, String said, String at) {
        for (String name : new String[] {"call_id", "name", said}) {
            if (!item.path(name).isString()) {
                throw Objections.missing(at + "." + name);
            }
        }
        called.add(item.path("call_id").stringValue());
    }

    private void output(JsonNode item, String type, String at) {
        String id = item.path("call_id").asString("");
        if (!Bodies.has(item, "output")) {
            throw Objections.missing(at + ".output");
        }
        if (!called.contains(id)) {
            String what = type.startsWith("custom") ? "custom tool call" : "function call";
            throw new Objection(
                    Complaint.invalid(
                            "input",
                            "",
                            "No tool call found for " + what + " output with call_id " + id + "."));
        }
        answered.add(id);
        JsonNode output = item.path("output");
        for (int i = 0; i < output.size(); i++) {
            part(output.path(i), at + ".output[" + i + "]", GIVEN);
        }
    }

    private void thought(JsonNode item, String at) {
        String id = item.path("id").asString("");
        if (!item.path("summary").isArray()) {
            throw Objections.missing(at + ".summary");
        }
        if (item.path("encrypted_content").isString()) {
            String content = item.path("encrypted_content").stringValue();
            if (!seal.made(content, Responses.scope(ask))) {
                throw new Objection(
                        Complaint.invalid(
                                "",
                                "invalid_encrypted_content",
                                "The encrypted content for item "
                                        + id
                                        + " could not be verified. Reason: Encrypted content could"
                                        + " not be decrypted or parsed."));
            }
        } else if (!isOwn(id)) {
            throw new Objection(
                    new Complaint(
                            404,
                            "invalid_request_error",
                            "",
                            "Item with id '"
                                    + id
                                    + "' not found. Items are not persisted when `store` is set to"
                                    + " false.",
                            "input"));
        }
    }

    /** An id is known again as long as it was given with an answer that was to be stored. */
    private boolean isOwn(String id) {
        return id.startsWith(ResponseVoice.THOUGHT)
                && seal.made(ResponseVoice.sealOf(id), ResponseVoice.storedScope(ask));
    }

    private static void followed(JsonNode item, JsonNode next) {
        String type = next.path("type").asString("message");
        boolean said = next.path("role").asString("").equals("assistant");
        boolean follows =
                type.equals("message") ? said : !type.endsWith("_output") && next.isObject();
        if (!follows) {
            throw new Objection(
                    Complaint.invalid(
                            "input",
                            "",
                            "Item '"
                                    + item.path("id").asString("")
                                    + "' of type 'reasoning' was provided without its required"
                                    + " following item."));
        }
    }
}
