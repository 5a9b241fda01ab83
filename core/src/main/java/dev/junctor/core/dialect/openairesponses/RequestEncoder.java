package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Tool.Strict;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Efforts;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request's top level; nothing is stored at the provider, so that its thoughts come back with their state. */
final class RequestEncoder {
    private static final Set<Knob> SAMPLING =
            EnumSet.of(Knob.TEMPERATURE, Knob.TOP_P, Knob.TOP_LOGPROBS);

    /** Least tokens that an answer may be bound to (OpenAI's API reference). */
    private static final long LEAST = 16;

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
        if (origin.isOf(OpenAiResponsesCodec.DIALECT)) {
            json.setAll(origin.json());
            if (!target.model().isEmpty()) {
                json.put("model", target.model());
            }
            return json;
        }
        losses.unread(origin);
        json.put("model", target.model());
        ItemEncoder items = new ItemEncoder(target, losses);
        var input = items.items(asked.turns());
        if (!items.instructions().isEmpty()) {
            json.put("instructions", items.instructions());
        }
        json.set("input", input);
        ToolEncoder tools = new ToolEncoder(losses);
        tools.tools(asked.tools(), json);
        tools.choice(asked, json);
        format();
        limit();
        reasoning();
        asked.settings().forEach(this::setting);
        if (asked.aside().cache().isPresent()) {
            losses.dropped(
                    origin.below("cache_control"), "the provider finds what to cache by itself");
        }
        json.put("store", false);
        if (asked.flow() == Flow.EVENTS) {
            json.put("stream", true);
        }
        return json;
    }

    private void limit() {
        if (!asked.limit().isPresent()) {
            return;
        }
        if (asked.limit().tokens() < LEAST) {
            losses.approximated(asked.limit().path(), "16 tokens are the least");
        }
        json.put(RequestEdits.LIMIT, Math.max(LEAST, asked.limit().tokens()));
    }

    private void format() {
        switch (asked.format()) {
            case OutputFormat.Text text -> {}
            case OutputFormat.JsonObject any -> newFormat().put("type", "json_object");
            case OutputFormat.JsonSchema schema -> {
                ObjectNode format = newFormat().put("type", "json_schema");
                format.put("name", schema.name().isEmpty() ? "answer" : schema.name());
                if (!schema.description().isEmpty()) {
                    format.put("description", schema.description());
                }
                if (!schema.schema().isMissingNode()) {
                    format.set("schema", schema.schema());
                }
                format.put("strict", schema.strict() == Strict.ON);
            }
        }
    }

    private ObjectNode newFormat() {
        return json.putObject("text").putObject("format");
    }

    private void reasoning() {
        ReasoningAsk ask = asked.reasoning();
        if (ask.mode() == ReasoningAsk.Mode.UNSAID
                && ask.display() == ReasoningAsk.Display.UNSAID
                && ask.effort().isEmpty()) {
            return;
        }
        String effort = effort(ask);
        boolean canLevel = target.can(Ability.REASONING_EFFORT);
        if (effort.isEmpty()) {
            if (ask.mode() != ReasoningAsk.Mode.UNSAID) {
                losses.approximated(ask.path(), "the model thinks as much as it does by itself");
            }
        } else if (canLevel) {
            json.putObject("reasoning").put("effort", effort);
        } else {
            losses.dropped(ask.path(), "the model cannot be told how much to think");
        }
        boolean shown =
                ask.mode() != ReasoningAsk.Mode.OFF && ask.display() != ReasoningAsk.Display.HIDDEN;
        if (canLevel && shown) {
            json.withObject("reasoning").put("summary", "auto");
        }
        if (canLevel && ask.mode() != ReasoningAsk.Mode.OFF) {
            json.putArray("include").add("reasoning.encrypted_content");
        }
    }

    private String effort(ReasoningAsk ask) {
        if (ask.mode() == ReasoningAsk.Mode.OFF) {
            return "none";
        }
        if (ask.effort().isEmpty() && ask.budgetTokens() >= 0) {
            losses.approximated(ask.path(), "a limit of thought is sent as a level of effort");
            return Efforts.level(ask.budgetTokens(), asked.limit().tokens());
        }
        if (ask.budgetTokens() >= 0) {
            losses.dropped(ask.path(), "beside the level of effort no limit of thought is sent");
        }
        return ask.effort();
    }

    private void setting(Setting setting) {
        String name = name(setting.knob());
        boolean isSampling = SAMPLING.contains(setting.knob());
        if (isSampling && !target.can(Ability.SAMPLING)) {
            losses.dropped(setting.path(), "the model refuses it");
            return;
        }
        switch (setting.knob()) {
            case VERBOSITY -> json.withObject("text").set("verbosity", setting.value());
            case LOGPROBS -> {
                if (setting.value().asBoolean(false)) {
                    json.withArray("include").add("message.output_text.logprobs");
                }
            }
            case CHOICES -> {
                if (setting.value().asLong(1) > 1) {
                    losses.dropped(setting.path(), "a response is one answer only");
                }
            }
            case STORE -> {
                if (setting.value().asBoolean(false)) {
                    losses.dropped(setting.path(), "nothing is stored");
                }
            }
            case MODALITIES -> {
                boolean textOnly =
                        setting.value().size() == 1
                                && setting.value().path(0).asString("").equals("text");
                if (!textOnly) {
                    losses.dropped(setting.path(), "the answer is text");
                }
            }
            case TRUNCATION -> json.set("truncation", setting.value());
            default -> {
                if (name.isEmpty()) {
                    losses.dropped(setting.path(), "responses have no such setting");
                } else {
                    json.set(name, setting.value());
                }
            }
        }
    }

    private static String name(Knob knob) {
        for (Map.Entry<String, Knob> entry : RequestDecoder.KNOBS.entrySet()) {
            if (entry.getValue() == knob) {
                return entry.getKey();
            }
        }
        return "";
    }
}
