package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's top level and its contents. */
final class RequestDecoder {
    private RequestDecoder() {}

    /** What the request means; throws {@link Malformed} for one that cannot be understood. */
    static Conversation decode(ObjectNode json, Incoming incoming) {
        Fields request = Fields.of(json);
        request.known("provider", "models", "session_id", "routing", "trace", "debug");
        String named = request.text("model");
        String model = MethodPath.model(incoming.model().isEmpty() ? named : incoming.model());
        List<Turn> turns = new ArrayList<>();
        system(request, incoming.carrier(), turns);
        contents(request, incoming.carrier(), turns);
        var tools = ToolDecoder.tools(request);
        var choice = ToolDecoder.choice(request);
        List<Setting> settings = new ArrayList<>();
        tier(request, settings);
        if (request.has("store")) {
            settings.add(new Setting(Knob.STORE, request.take("store"), request.path("store")));
        }
        if (request.has("labels")) {
            JsonNode labels = request.take("labels");
            settings.add(new Setting(Knob.METADATA, labels, request.path("labels")));
        }
        ConfigDecoder config = ConfigDecoder.of(request);
        settings.addAll(config.settings());
        return new Conversation(
                model,
                turns,
                tools,
                choice,
                config.format(),
                config.reasoning(),
                config.limit(),
                settings,
                incoming.delivery() == Delivery.STREAM ? Flow.EVENTS : Flow.WHOLE,
                new Aside(request.origin(), CacheMark.NONE, Opaque.NONE));
    }

    private static void system(Fields request, Carrier carrier, List<Turn> turns) {
        if (!request.has("systemInstruction")) {
            request.known("systemInstruction");
            return;
        }
        String path = request.path("systemInstruction");
        JsonNode said = request.take("systemInstruction");
        List<Part> parts;
        if (said.isString()) {
            parts = List.of(Part.Text.of(said.asString()));
        } else {
            Fields content = request.object("systemInstruction");
            content.known("role");
            parts = new PartDecoder(carrier, new CallMatch()).parts(content);
        }
        Origin origin = new Origin("", path, JsonNodeFactory.instance.objectNode(), List.of());
        if (!parts.isEmpty()) {
            turns.add(new Turn(Role.SYSTEM, parts, "", Aside.of(origin)));
        }
    }

    private static void contents(Fields request, Carrier carrier, List<Turn> turns) {
        PartDecoder decoder = new PartDecoder(carrier, new CallMatch());
        List<Fields> contents = request.objects("contents");
        if (contents.isEmpty()) {
            throw new Malformed("contents", "'contents' must hold at least one content.");
        }
        for (Fields content : contents) {
            Role role =
                    switch (content.text("role").toLowerCase(Locale.ROOT)) {
                        case "", "user", "function", "tool" -> Role.USER;
                        case "model", "assistant" -> Role.ASSISTANT;
                        case "system" -> Role.SYSTEM;
                        default ->
                                throw new Malformed(
                                        content.path("role"),
                                        "'" + content.path("role") + "' must be user or model.");
                    };
            Turn turn = new Turn(role, decoder.parts(content), "", Aside.of(content.origin()));
            if (role == Role.ASSISTANT
                    && !turns.isEmpty()
                    && turns.getLast().role() == Role.ASSISTANT) {
                turns.add(Pieces.join(turns.removeLast(), turn));
            } else {
                turns.add(turn);
            }
        }
    }

    /** {@code standard} is what others call the default. */
    private static void tier(Fields request, List<Setting> settings) {
        String tier = request.text("serviceTier").toLowerCase(Locale.ROOT);
        tier = tier.replace("service_tier_", "");
        if (!tier.isEmpty() && !tier.equals("unspecified")) {
            String word = tier.equals("standard") ? "default" : tier;
            JsonNode value = JsonNodeFactory.instance.stringNode(word);
            settings.add(new Setting(Knob.SERVICE_TIER, value, request.path("serviceTier")));
        }
    }
}
