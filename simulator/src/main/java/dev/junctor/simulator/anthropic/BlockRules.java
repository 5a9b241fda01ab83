package dev.junctor.simulator.anthropic;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.protocol.Objection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The messages and their blocks: roles, contents, and that each call is answered at once. */
final class BlockRules {
    private static final Set<String> USER =
            Set.of(
                    "text",
                    "image",
                    "document",
                    "search_result",
                    "tool_result",
                    "container_upload",
                    "mid_conv_system");

    private static final Set<String> ASSISTANT =
            Set.of("text", "thinking", "redacted_thinking", "tool_use", "server_tool_use");

    private final Endpoint endpoint;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private boolean spoken;
    private String before = "";

    private BlockRules(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static void check(Ask ask) {
        JsonNode system = ask.original().path("system");
        for (int i = 0; i < system.size(); i++) {
            text(system.path(i), "system." + i);
        }
        JsonNode messages = ask.original().path("messages");
        if (messages.isEmpty()) {
            throw Objection.invalid("messages: at least one message is required");
        }
        BlockRules rules = new BlockRules(ask.endpoint());
        for (int i = 0; i < messages.size(); i++) {
            rules.message(messages.path(i), i, i == messages.size() - 1);
        }
        rules.turn("", messages.size());
    }

    private void message(JsonNode message, int index, boolean last) {
        String role = message.path("role").asString("");
        String at = "messages." + index;
        if (!Set.of("user", "assistant", "system").contains(role)) {
            throw Objection.invalid(at + ".role: Input should be 'user', 'assistant' or 'system'");
        }
        if (index == 0 && !role.equals("user")) {
            throw Objection.invalid("messages: first message must use the \"user\" role");
        }
        if (!role.equals(before)) {
            turn(role, index);
        }
        JsonNode content = message.path("content");
        if (content.isString()) {
            whole(content.stringValue(), at, role, last);
            spoken = true;
        } else if (content.isArray()) {
            if (content.isEmpty() && !(last && role.equals("assistant"))) {
                throw Objection.invalid(
                        at
                                + ": all messages must have non-empty content except for the"
                                + " optional final assistant message");
            }
            for (int i = 0; i < content.size(); i++) {
                block(content.path(i), role, at + ".content." + i);
            }
        } else {
            throw Objection.invalid(at + ".content: Field required");
        }
        if (last && role.equals("assistant")) {
            prefill(content);
        }
    }

    private static void whole(String text, String at, String role, boolean last) {
        if (text.isEmpty() && !(last && role.equals("assistant"))) {
            throw Objection.invalid(
                    at
                            + ": all messages must have non-empty content except for the optional"
                            + " final assistant message");
        }
        if (!text.isEmpty() && text.isBlank()) {
            throw Objection.invalid(
                    "messages: text content blocks must contain non-whitespace" + " text");
        }
    }

    /** Another role begins: what was called must have been answered by the turn that follows it. */
    private void turn(String role, int index) {
        boolean owed = before.equals("user") || (role.isEmpty() && before.equals("assistant"));
        Set<String> missing = new LinkedHashSet<>(open);
        missing.removeAll(answered);
        if (owed && !missing.isEmpty()) {
            throw Objection.invalid(
                    "messages."
                            + index
                            + ": `tool_use` ids were found without `tool_result` blocks immediately"
                            + " after: "
                            + String.join(", ", missing)
                            + ". Each `tool_use` block must have a corresponding `tool_result`"
                            + " block in the next message.");
        }
        if (before.equals("user")) {
            open.clear();
            answered.clear();
        }
        spoken = false;
        before = role;
    }

    private void block(JsonNode block, String role, String at) {
        String type = block.path("type").asString("");
        boolean result = type.endsWith("_tool_result");
        Set<String> known = role.equals("assistant") ? ASSISTANT : USER;
        if (!known.contains(type) && !(result && role.equals("assistant"))) {
            throw Objection.invalid(
                    at
                            + ": Input tag '"
                            + type
                            + "' found using 'type' does not match any of the expected tags");
        }
        switch (type) {
            case "text" -> text(block, at);
            case "image", "document" -> medium(block, type, at);
            case "tool_use" -> use(block, at);
            case "tool_result" -> result(block, at);
            default -> {}
        }
        spoken = spoken || !type.equals("tool_result");
    }

    private static void text(JsonNode block, String at) {
        String text = block.path("text").asString("");
        if (!block.path("text").isString()) {
            throw Objection.invalid(at + ".text.text: Field required");
        }
        if (text.isEmpty()) {
            throw Objection.invalid("messages: text content blocks must be non-empty");
        }
        if (text.isBlank()) {
            throw Objection.invalid(
                    "messages: text content blocks must contain non-whitespace text");
        }
    }

    private void medium(JsonNode block, String type, String at) {
        Modality needed = type.equals("image") ? Modality.IMAGE : Modality.FILE;
        boolean text = block.path("source").path("type").asString("").equals("text");
        if (!text && !endpoint.in().contains(needed)) {
            throw Objection.invalid(at + ": this model does not support " + type + " input");
        }
        JsonNode source = block.path("source");
        String carried =
                switch (source.path("type").asString("")) {
                    case "base64", "text" -> "data";
                    case "url" -> "url";
                    case "file" -> "file_id";
                    case "content" -> "content";
                    default -> throw Objection.invalid(at + "." + type + ".source: Field required");
                };
        if (source.path(carried).isMissingNode()) {
            throw Objection.invalid(at + "." + type + ".source." + carried + ": Field required");
        }
    }

    private void use(JsonNode block, String at) {
        String id = block.path("id").asString("");
        if (!id.matches("[a-zA-Z0-9_-]+")) {
            throw Objection.invalid(
                    at + ".tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
        }
        if (!block.path("input").isObject()) {
            throw Objection.invalid(at + ".tool_use.input: Input should be a valid dictionary");
        }
        if (!ToolRules.isName(block.path("name").asString(""))) {
            throw Objection.invalid(
                    at + ".tool_use.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        if (!used.add(id)) {
            throw Objection.invalid("messages: `tool_use` ids must be unique");
        }
        open.add(id);
    }

    private void result(JsonNode block, String at) {
        String id = block.path("tool_use_id").asString("");
        if (!open.contains(id)) {
            throw Objection.invalid(
                    at
                            + ": unexpected `tool_use_id` found in `tool_result` blocks: "
                            + id
                            + ". Each `tool_result` block must have a corresponding `tool_use`"
                            + " block in the previous message.");
        }
        if (spoken) {
            throw Objection.invalid(
                    at + ": `tool_result` blocks must come first in the message that answers");
        }
        if (!answered.add(id)) {
            throw Objection.invalid(
                    at + ": each `tool_use` must have a single result. Found multiple for " + id);
        }
        JsonNode content = block.path("content");
        for (int i = 0; i < content.size(); i++) {
            if (content.path(i).path("type").asString("").equals("text")) {
                text(content.path(i), at + ".content." + i);
            }
        }
    }

    private void prefill(JsonNode content) {
        if (endpoint.refused().contains("prefill")) {
            throw Objection.invalid(
                    "This model does not support assistant message prefill. The conversation must"
                            + " end with a user message.");
        }
        String text =
                content.isString()
                        ? content.stringValue()
                        : content.path(content.size() - 1).path("text").asString("");
        if (!text.equals(text.stripTrailing())) {
            throw Objection.invalid(
                    "messages: final assistant content cannot end with trailing whitespace");
        }
    }
}
