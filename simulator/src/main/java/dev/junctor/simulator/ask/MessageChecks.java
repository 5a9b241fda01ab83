package dev.junctor.simulator.ask;

import static dev.junctor.simulator.ask.Checks.firstOf;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The conversation: roles, contents, modalities, and that each tool's result answers a call. */
final class MessageChecks {
    private static final Set<String> ROLES =
            Set.of("system", "developer", "user", "assistant", "tool", "function");

    private static final int MOST_PROMPTS = 2_048;

    private MessageChecks() {}

    static Optional<Complaint> first(Ask ask) {
        if (ask.form() == Ask.Form.TEXT) {
            return prompt(ask.body().path("prompt"), ask.choices());
        }
        JsonNode messages = ask.messages();
        if (messages.isMissingNode() || messages.isNull()) {
            return Optional.of(
                    Complaint.invalid(
                            "messages",
                            "missing_required_parameter",
                            "Missing required parameter: 'messages'."));
        }
        if (!messages.isArray()) {
            return Optional.of(Complaint.type("messages", "an array of objects"));
        }
        if (messages.isEmpty()) {
            return Optional.of(
                    Complaint.invalid(
                            "messages",
                            "empty_array",
                            "Invalid 'messages': empty array. Expected an array with minimum"
                                    + " length 1."));
        }
        return each(ask);
    }

    private static Optional<Complaint> prompt(JsonNode prompt, int choices) {
        if (prompt.isMissingNode() || prompt.isNull()) {
            return Optional.of(
                    Complaint.invalid(
                            "prompt",
                            "missing_required_parameter",
                            "Missing required parameter: 'prompt'."));
        }
        if (prompt.path(0).isString() && (long) prompt.size() * choices > MOST_PROMPTS) {
            return Optional.of(Complaint.value("prompt", "at most " + MOST_PROMPTS + " answers"));
        }
        return prompt.isString() || prompt.isArray()
                ? Optional.empty()
                : Optional.of(Complaint.type("prompt", "a string or an array"));
    }

    private static Optional<Complaint> each(Ask ask) {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < ask.messages().size(); i++) {
            JsonNode message = ask.messages().path(i);
            String at = "messages[" + i + "]";
            if (!message.isObject()) {
                return Optional.of(Complaint.type(at, "an object"));
            }
            Optional<Complaint> complaint =
                    firstOf(role(ask.endpoint(), message, at), tool(message, at, open));
            if (complaint.isPresent()) {
                return complaint;
            }
            complaint = content(ask.endpoint(), message, at);
            if (complaint.isPresent()) {
                return complaint;
            }
            for (JsonNode call : message.path("tool_calls")) {
                open.add(call.path("id").asString(""));
            }
        }
        boolean prefill = ask.lastRole().equals("assistant");
        return prefill && ask.endpoint().refused().contains("prefill")
                ? Optional.of(
                        Complaint.invalid(
                                "messages",
                                "",
                                "This model does not support assistant message prefill. The"
                                        + " conversation must end with a user message."))
                : Optional.empty();
    }

    private static Optional<Complaint> role(Endpoint endpoint, JsonNode message, String at) {
        String role = message.path("role").asString("");
        boolean renamed = endpoint.provider().quirks().roles().containsKey(role);
        boolean system = role.equals("system") || role.equals("developer");
        boolean refused = system && endpoint.refused().contains("system");
        return ROLES.contains(role) && !renamed && !refused
                ? Optional.empty()
                : Optional.of(
                        Complaint.invalid(
                                at + ".role",
                                "invalid_value",
                                "Invalid value: '"
                                        + role
                                        + "'. This model does not take messages"
                                        + " of this role."));
    }

    private static Optional<Complaint> tool(JsonNode message, String at, Set<String> open) {
        if (!message.path("role").asString("").equals("tool")) {
            return Optional.empty();
        }
        String id = message.path("tool_call_id").asString("");
        if (id.isEmpty()) {
            return Optional.of(
                    Complaint.invalid(
                            at + ".tool_call_id",
                            "missing_required_parameter",
                            "Missing required parameter: '" + at + ".tool_call_id'."));
        }
        return open.contains(id)
                ? Optional.empty()
                : Optional.of(
                        Complaint.invalid(
                                at + ".role",
                                "",
                                "Invalid parameter: messages with role 'tool' must be a response"
                                        + " to a preceding message with 'tool_calls'."));
    }

    private static Optional<Complaint> content(Endpoint endpoint, JsonNode message, String at) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            return Optional.empty();
        }
        if (content.isMissingNode() || content.isNull()) {
            return message.path("role").asString("").equals("assistant")
                    ? Optional.empty()
                    : Optional.of(Complaint.type(at + ".content", "a string or an array of parts"));
        }
        if (!content.isArray()) {
            return Optional.of(Complaint.type(at + ".content", "a string or an array of parts"));
        }
        for (int i = 0; i < content.size(); i++) {
            String type = content.path(i).path("type").asString("");
            Modality needed =
                    switch (type) {
                        case "image_url" -> Modality.IMAGE;
                        case "input_audio" -> Modality.AUDIO;
                        case "video_url", "input_video" -> Modality.VIDEO;
                        case "file" -> Modality.FILE;
                        default -> Modality.TEXT;
                    };
            if (needed != Modality.TEXT && !endpoint.in().contains(needed)) {
                return Optional.of(
                        Complaint.invalid(
                                at + ".content[" + i + "].type",
                                "unsupported_content",
                                "Invalid content type. '"
                                        + type
                                        + "' is not supported by this model."));
            }
        }
        return Optional.empty();
    }
}
