package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.MadeTool;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.Target;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request's top level; the path names the model. */
final class RequestEncoder {
    private final Conversation asked;
    private final Target target;
    private final Losses losses;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    RequestEncoder(Conversation asked, Target target, Losses losses) {
        this.asked = asked;
        this.target = target;
        this.losses = losses;
    }

    ObjectNode encode() {
        Origin origin = asked.aside().origin();
        if (origin.isOf(Gemini.NAME)) {
            return json.setAll(origin.json());
        }
        losses.unread(origin);
        if (asked.aside().cache().isPresent()) {
            losses.dropped(
                    origin.below("cache_control"), "the provider finds what it cached by itself");
        }
        ContentsEncoder contents = new ContentsEncoder(target, losses);
        ArrayNode list = contents.contents(asked.turns());
        if (!contents.system().isEmpty()) {
            json.putObject("systemInstruction").set("parts", contents.system());
        }
        json.set("contents", list);
        boolean made = MadeTool.isUsed(new Sent(asked, target));
        new ToolEncoder(asked, losses)
                .encode(json, made ? ToolEncoder.Made.YES : ToolEncoder.Made.NO);
        ObjectNode config = new ConfigEncoder(asked, target, losses).encode();
        if (!config.isEmpty()) {
            json.set(RequestNames.CONFIG, config);
        }
        asked.settings().forEach(this::setting);
        return json;
    }

    /** The settings that stand beside {@code generationConfig}. */
    private void setting(Setting setting) {
        switch (setting.knob()) {
            case SERVICE_TIER -> {
                switch (setting.value().asString("")) {
                    case "auto" -> {}
                    case "default" -> json.put("serviceTier", "standard");
                    case "flex" -> json.put("serviceTier", "flex");
                    case "priority" -> json.put("serviceTier", "priority");
                    default -> losses.dropped(setting.path(), "the provider has no such tier");
                }
            }
            case STORE -> {
                if (setting.value().asBoolean(false)) {
                    losses.dropped(setting.path(), "nothing is stored");
                }
            }
            case USER,
                    SAFETY_IDENTIFIER,
                    METADATA,
                    VERBOSITY,
                    PREDICTION,
                    AUDIO,
                    CACHE_KEY,
                    CACHE_RETENTION,
                    MAX_TOOL_CALLS,
                    TRUNCATION,
                    PREVIOUS_ID,
                    MIN_P,
                    TOP_A,
                    REPETITION_PENALTY,
                    LOGIT_BIAS ->
                    losses.dropped(setting.path(), "the protocol has no such setting");
            case TEMPERATURE,
                    TOP_P,
                    TOP_K,
                    FREQUENCY_PENALTY,
                    PRESENCE_PENALTY,
                    SEED,
                    LOGPROBS,
                    TOP_LOGPROBS,
                    CHOICES,
                    STOP,
                    MODALITIES -> {}
        }
    }
}
