package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.catalog.Quirks.UsageInStream;
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

/** Writes a request's top level. */
final class RequestEncoder {
    private static final Set<Knob> SAMPLING =
            EnumSet.of(
                    Knob.TEMPERATURE,
                    Knob.TOP_P,
                    Knob.TOP_K,
                    Knob.MIN_P,
                    Knob.TOP_A,
                    Knob.FREQUENCY_PENALTY,
                    Knob.PRESENCE_PENALTY,
                    Knob.REPETITION_PENALTY,
                    Knob.LOGPROBS,
                    Knob.TOP_LOGPROBS);

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
        if (origin.isOf(OpenAiChatCodec.DIALECT)) {
            json.setAll(origin.json());
            if (!target.model().isEmpty()) {
                json.put("model", target.model());
            }
            return json;
        }
        losses.unread(origin);
        json.put("model", target.model());
        json.set("messages", new MessageEncoder(target, losses).encode(asked.turns()));
        ToolEncoder tools = new ToolEncoder(target, losses);
        tools.tools(asked.tools(), json);
        tools.choice(asked, json);
        format();
        limit();
        reasoning();
        settings();
        mark();
        if (asked.flow() == Flow.EVENTS) {
            json.put("stream", true);
            if (target.quirks().usageInStream() == UsageInStream.STREAM_OPTIONS) {
                json.putObject("stream_options").put("include_usage", true);
            }
        }
        return json;
    }

    private void mark() {
        if (asked.aside().cache().isPresent()) {
            String path = origin().below("cache_control");
            ContentEncoder.mark(json, asked.aside().cache(), path, target, losses);
        }
    }

    private Origin origin() {
        return asked.aside().origin();
    }

    private void limit() {
        if (asked.limit().isPresent()) {
            boolean newer = target.can(Ability.MAX_COMPLETION_TOKENS);
            json.put(newer ? "max_completion_tokens" : "max_tokens", asked.limit().tokens());
        }
    }

    private void format() {
        switch (asked.format()) {
            case OutputFormat.Text text -> {}
            case OutputFormat.JsonObject any ->
                    json.putObject("response_format").put("type", "json_object");
            case OutputFormat.JsonSchema schema -> {
                ObjectNode format = json.putObject("response_format").put("type", "json_schema");
                ObjectNode body = format.putObject("json_schema");
                body.put("name", schema.name().isEmpty() ? "answer" : schema.name());
                if (!schema.description().isEmpty()) {
                    body.put("description", schema.description());
                }
                if (!schema.schema().isMissingNode()) {
                    body.set("schema", schema.schema());
                }
                if (schema.strict() != Strict.UNSAID) {
                    body.put("strict", schema.strict() == Strict.ON);
                }
            }
        }
    }

    private void reasoning() {
        ReasoningAsk ask = asked.reasoning();
        if (ask.mode() == ReasoningAsk.Mode.UNSAID
                && ask.effort().isEmpty()
                && ask.display() == ReasoningAsk.Display.UNSAID) {
            return;
        }
        String effort = ask.effort();
        if (ask.mode() == ReasoningAsk.Mode.OFF) {
            effort = "none";
        } else if (effort.isEmpty() && ask.budgetTokens() >= 0) {
            effort = Efforts.level(ask.budgetTokens(), asked.limit().tokens());
            losses.approximated(ask.path(), "a limit of thought is sent as a level of effort");
        } else if (ask.budgetTokens() >= 0) {
            losses.dropped(ask.path(), "beside the level of effort no limit of thought is sent");
        }
        if (effort.isEmpty()) {
            losses.approximated(ask.path(), "the model thinks as much as it does by itself");
        } else if (target.can(Ability.REASONING_EFFORT)) {
            json.put("reasoning_effort", effort);
        } else {
            losses.dropped(ask.path(), "the model cannot be told how much to think");
        }
        if (ask.display() != ReasoningAsk.Display.UNSAID) {
            losses.dropped(ask.path(), "what is shown of the thoughts cannot be told");
        }
    }

    private void settings() {
        for (Setting setting : asked.settings()) {
            String name = name(setting.knob());
            if (name.isEmpty()) {
                losses.dropped(setting.path(), "chat completions have no such setting");
            } else if (SAMPLING.contains(setting.knob()) && !target.can(Ability.SAMPLING)) {
                losses.dropped(setting.path(), "the model refuses it");
            } else {
                json.set(name, setting.value());
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
