package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Conversation.Limit;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Display;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import dev.junctor.core.dialect.StateOnPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's top level and its messages. */
final class RequestDecoder {
    private RequestDecoder() {}

    /** What the request means; throws {@link Malformed} for one that cannot be understood. */
    static Conversation decode(ObjectNode json, Carrier carrier) {
        Reading request = new Reading(AnthropicCodec.DIALECT, "", json);
        request.known("anthropic_version", "provider", "models", "session_id", "routing");
        List<Turn> turns = new ArrayList<>();
        system(request, carrier, turns);
        List<JsonNode> messages = request.list("messages");
        if (messages.isEmpty()) {
            throw new Malformed("messages", "'messages' must hold at least one message.");
        }
        for (int i = 0; i < messages.size(); i++) {
            turns.add(message(request.element("messages", i, messages.get(i)), carrier));
        }
        var tools = ToolDecoder.tools(request);
        var choice = ToolDecoder.choice(request);
        Reading config = request.has("output_config") ? request.object("output_config") : null;
        request.known("output_config");
        OutputFormat format = format(request, config);
        ReasoningAsk reasoning = reasoning(request, config);
        long tokens = request.number("max_tokens", Limit.NONE.tokens());
        Limit limit = tokens < 0 ? Limit.NONE : new Limit(tokens, "max_tokens");
        List<Setting> settings = settings(request);
        Flow flow = request.isTrue("stream") ? Flow.EVENTS : Flow.WHOLE;
        String model = request.text("model");
        CacheMark mark = BlockDecoder.mark(request);
        return new Conversation(
                model,
                turns,
                tools,
                choice,
                format,
                reasoning,
                limit,
                settings,
                flow,
                new Aside(request.origin(), mark, Opaque.NONE));
    }

    private static void system(Reading request, Carrier carrier, List<Turn> turns) {
        JsonNode system = request.take("system");
        if (system.isMissingNode() || (system.isString() && system.asString().isEmpty())) {
            return;
        }
        List<Part> parts = BlockDecoder.content(request, "system", carrier);
        Origin origin = Origin.at("system");
        turns.add(new Turn(Role.SYSTEM, parts, "", Aside.of(origin)));
    }

    private static Turn message(Reading message, Carrier carrier) {
        String word = message.required("role");
        Role role =
                switch (word) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    case "system" -> Role.SYSTEM;
                    default ->
                            throw new Malformed(
                                    message.path("role"),
                                    "'" + message.path("role") + "' must be user or assistant.");
                };
        List<Part> parts = BlockDecoder.content(message, "content", carrier);
        if (role == Role.ASSISTANT) {
            parts = StateOnPart.restored(parts);
        }
        return new Turn(role, parts, "", Aside.of(message.origin()));
    }

    private static OutputFormat format(Reading request, @Nullable Reading config) {
        String older = "output_format"; // its name while it was a beta
        if (request.has(older)) {
            return format(request.object(older), older);
        }
        request.known(older);
        if (config != null && config.has("format")) {
            return format(config.object("format"), "output_config.format");
        }
        return new OutputFormat.Text();
    }

    private static OutputFormat format(Reading format, String path) {
        if (!format.required("type").equals("json_schema")) {
            throw new Malformed(path + ".type", "'" + path + ".type' must be json_schema.");
        }
        return new OutputFormat.JsonSchema("", "", format.take("schema"), Tool.Strict.UNSAID, path);
    }

    private static ReasoningAsk reasoning(Reading request, @Nullable Reading config) {
        String effort = config == null ? "" : config.text("effort");
        if (!request.has("thinking")) {
            request.known("thinking");
            return effort.isEmpty()
                    ? ReasoningAsk.UNSAID
                    : new ReasoningAsk(
                            Mode.UNSAID, effort, -1, Display.UNSAID, "output_config.effort");
        }
        Reading thinking = request.object("thinking");
        Mode mode =
                switch (thinking.required("type")) {
                    case "enabled" -> Mode.ON;
                    case "disabled" -> Mode.OFF;
                    case "adaptive", "between_tools" -> Mode.ADAPTIVE;
                    default ->
                            throw new Malformed(
                                    "thinking.type",
                                    "'thinking.type' must be enabled, disabled or adaptive.");
                };
        Display display =
                switch (thinking.text("display")) {
                    case "omitted" -> Display.HIDDEN;
                    case "summarized" -> Display.SUMMARY;
                    default -> Display.UNSAID;
                };
        long budget = thinking.number("budget_tokens", -1);
        return new ReasoningAsk(mode, effort, budget, display, "thinking");
    }

    private static List<Setting> settings(Reading request) {
        List<Setting> settings = new ArrayList<>();
        setting(request, "temperature", Knob.TEMPERATURE, settings);
        setting(request, "top_p", Knob.TOP_P, settings);
        setting(request, "top_k", Knob.TOP_K, settings);
        setting(request, "stop_sequences", Knob.STOP, settings);
        if (request.take("metadata").isObject()) {
            Reading metadata = request.object("metadata");
            JsonNode user = metadata.take("user_id");
            if (user.isString()) {
                settings.add(new Setting(Knob.USER, user, "metadata.user_id"));
            }
        }
        String tier = request.text("service_tier");
        if (!tier.isEmpty()) {
            String word = tier.equals("standard_only") ? "default" : tier;
            settings.add(
                    new Setting(
                            Knob.SERVICE_TIER,
                            JsonNodeFactory.instance.stringNode(word),
                            "service_tier"));
        }
        return settings;
    }

    private static void setting(Reading request, String field, Knob knob, List<Setting> settings) {
        JsonNode value = request.take(field);
        if (!value.isMissingNode()) {
            settings.add(new Setting(knob, value, field));
        }
    }
}
