package dev.junctor.simulator.gemini;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import dev.junctor.simulator.say.AnswerScript.Finish;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.say.Seal;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Contents as Gemini writes them: whole, as events, or as a list that grows. */
record ContentVoice(Seal seal, Framing framing) implements Voice {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How a stream is framed. */
    enum Framing {
        EVENTS,
        LIST
    }

    @Override
    public byte[] whole(Telling telling) {
        ObjectNode body = JSON.objectNode();
        ArrayNode candidates = body.putArray("candidates");
        List<Choice> said = telling.script().choices();
        for (int i = 0; i < said.size(); i++) {
            ObjectNode candidate = candidates.addObject();
            ObjectNode content = candidate.putObject("content");
            parts(telling, said.get(i), content.putArray("parts"));
            content.put("role", "model");
            candidate.put("finishReason", reason(said.get(i).finish())).put("index", i);
        }
        return closed(body, telling, telling.script().consumption())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void parts(Telling telling, Choice said, ArrayNode parts) {
        if (!said.thoughts().isEmpty() && showsThoughts(telling.ask())) {
            parts.addObject().put("text", String.join("", said.thoughts())).put("thought", true);
        }
        if (!said.text().isEmpty()) {
            ObjectNode part = parts.addObject().put("text", String.join("", said.text()));
            if (!said.thoughts().isEmpty()) {
                part.put("thoughtSignature", signature(telling, said));
            }
        }
        for (int i = 0; i < said.tools().size(); i++) {
            parts.add(call(telling, said, i));
        }
    }

    /** A call; the first of several carries the signature. */
    ObjectNode call(Telling telling, Choice said, int index) {
        ToolUse use = said.tools().get(index);
        ObjectNode part = JSON.objectNode();
        part.putObject("functionCall").put("name", use.name()).set("args", arguments(use));
        boolean thought = !said.thoughts().isEmpty() || Gemini.insists(telling.ask());
        if (index == 0 && thought) {
            part.put("thoughtSignature", signature(telling, said));
        }
        return part;
    }

    /** Arguments that were cut off are not JSON; nothing of them is shown then. */
    private static JsonNode arguments(ToolUse use) {
        try {
            return JsonMapper.shared().readTree(String.join("", use.arguments()));
        } catch (JacksonException cut) {
            return JSON.objectNode();
        }
    }

    String signature(Telling telling, Choice said) {
        return seal.of(Gemini.scope(telling.ask()), said.toString());
    }

    static boolean showsThoughts(Ask ask) {
        JsonNode config = Fields.of(ask.original(), "generationConfig");
        JsonNode thinking = Fields.of(config, "thinkingConfig");
        return Fields.of(thinking, "includeThoughts").asBoolean(false);
    }

    /** A call is no reason of its own. */
    static String reason(Finish finish) {
        return switch (finish) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
        };
    }

    /** Adds what follows the candidates. */
    static ObjectNode closed(ObjectNode body, Telling telling, Consumption counted) {
        if (telling.usage() != Telling.Usage.OMITTED) {
            body.set("usageMetadata", usage(telling, counted));
        }
        return body.put("modelVersion", telling.ask().endpoint().upstreamId())
                .put("responseId", telling.id());
    }

    private static ObjectNode usage(Telling telling, Consumption counted) {
        boolean lies = telling.usage() == Telling.Usage.WRONG;
        ObjectNode usage = JSON.objectNode().put("promptTokenCount", counted.prompt());
        if (counted.visible() > 0) {
            usage.put("candidatesTokenCount", counted.visible());
        }
        long total = counted.prompt() + counted.visible() + counted.reasoning();
        usage.put("totalTokenCount", lies ? 1 : total);
        if (counted.cached() > 0 || lies) {
            long cached = lies ? counted.prompt() + 7 : counted.cached();
            usage.put("cachedContentTokenCount", cached);
        }
        ArrayNode details = usage.putArray("promptTokensDetails");
        long text = counted.prompt() - counted.audioIn() - counted.imageIn();
        detail(details, "TEXT", text);
        detail(details, "IMAGE", counted.imageIn());
        detail(details, "AUDIO", counted.audioIn());
        if (counted.reasoning() > 0) {
            usage.put("thoughtsTokenCount", counted.reasoning());
        }
        return usage;
    }

    private static void detail(ArrayNode details, String modality, long count) {
        if (count > 0) {
            details.addObject().put("modality", modality).put("tokenCount", count);
        }
    }

    @Override
    public EventWriter events(Telling telling) {
        return new ContentEvents(telling, this);
    }

    @Override
    public String streamType(Telling telling) {
        return switch (framing) {
            case EVENTS -> "text/event-stream";
            case LIST -> "application/json; charset=UTF-8";
        };
    }

    @Override
    public String idField() {
        return "X-Request-Id";
    }

    @Override
    public String broken(Telling telling) {
        return (framing == Framing.EVENTS ? "data: " : ",\r\n")
                + "{\"candidates\": [{\"content\": {\"par";
    }

    @Override
    public String idle(Telling telling) {
        return framing == Framing.EVENTS ? ": keep-alive\r\n\r\n" : "\r\n";
    }

    @Override
    public UsageMoment usageMoment() {
        return UsageMoment.BEFORE_END;
    }
}
