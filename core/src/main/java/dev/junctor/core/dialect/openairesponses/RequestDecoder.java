package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Conversation.Flow;
import dev.junctor.core.chat.Conversation.Limit;
import dev.junctor.core.chat.Knob;
import dev.junctor.core.chat.OutputFormat;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Display;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.chat.Setting;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Malformed;
import dev.junctor.core.dialect.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's top level. */
final class RequestDecoder {
    /** Plain settings by their names here; the writer uses the same list in the same order. */
    static final Map<String, Knob> KNOBS = knobs();

    private static final String LOGPROBS = "message.output_text.logprobs";

    /** What can be asked to be in an answer and can be in that of any provider. */
    private static final Set<String> SERVED = Set.of("reasoning.encrypted_content", LOGPROBS);

    /** What steers Junctor, asks for what it always does, or says what nobody else needs to know. */
    private static final String[] OURS = {
        "provider",
        "routing",
        "models",
        "route",
        "plugins",
        "session_id",
        "trace",
        "debug",
        "simulator",
        "stream_options"
    };

    private RequestDecoder() {}

    private static Map<String, Knob> knobs() {
        Map<String, Knob> knobs = new LinkedHashMap<>();
        knobs.put("temperature", Knob.TEMPERATURE);
        knobs.put("top_p", Knob.TOP_P);
        knobs.put("top_logprobs", Knob.TOP_LOGPROBS);
        knobs.put("max_tool_calls", Knob.MAX_TOOL_CALLS);
        knobs.put("service_tier", Knob.SERVICE_TIER);
        knobs.put("user", Knob.USER);
        knobs.put("safety_identifier", Knob.SAFETY_IDENTIFIER);
        knobs.put("metadata", Knob.METADATA);
        knobs.put("prompt_cache_key", Knob.CACHE_KEY);
        knobs.put("prompt_cache_retention", Knob.CACHE_RETENTION);
        knobs.put("previous_response_id", Knob.PREVIOUS_ID);
        return Collections.unmodifiableMap(knobs);
    }

    /** What the request means; throws {@link Malformed} for one that cannot be understood. */
    static Conversation decode(ObjectNode json, Carrier carrier) {
        Reading request = new Reading(OpenAiResponsesCodec.DIALECT, "", json);
        request.known(OURS);
        List<Turn> turns = new ItemDecoder(carrier).turns(request);
        var tools = ToolDecoder.tools(request);
        var choice = ToolDecoder.choice(request);
        List<Setting> settings = settings(request);
        OutputFormat format = text(request, settings);
        ReasoningAsk reasoning = reasoning(request);
        long tokens = request.number("max_output_tokens", Limit.NONE.tokens());
        Limit limit = tokens < 0 ? Limit.NONE : new Limit(tokens, "max_output_tokens");
        Flow flow = request.isTrue("stream") ? Flow.EVENTS : Flow.WHOLE;
        String model = request.text("model");
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
                Aside.of(request.origin()));
    }

    private static List<Setting> settings(Reading request) {
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, Knob> entry : KNOBS.entrySet()) {
            JsonNode value = request.take(entry.getKey());
            boolean says = !value.isMissingNode() && !(value.isObject() && value.isEmpty());
            if (says) {
                settings.add(new Setting(entry.getValue(), value, entry.getKey()));
            }
        }
        if (request.isTrue("store")) {
            settings.add(setting(Knob.STORE, true, "store"));
        }
        if (!request.isTrue("background")) {
            request.known("background");
        }
        JsonNode truncation = request.take("truncation");
        if (truncation.isString() && !truncation.asString().equals("disabled")) {
            settings.add(new Setting(Knob.TRUNCATION, truncation, "truncation"));
        }
        JsonNode include = request.json().path("include");
        if (isServed(include)) {
            request.known("include");
        }
        for (JsonNode wanted : include) {
            if (wanted.asString("").equals(LOGPROBS)) {
                settings.add(setting(Knob.LOGPROBS, true, "include"));
            }
        }
        return settings;
    }

    private static Setting setting(Knob knob, boolean value, String path) {
        return new Setting(knob, JsonNodeFactory.instance.booleanNode(value), path);
    }

    /** Whether all that is asked to be in the answer is there anyway. */
    private static boolean isServed(JsonNode include) {
        for (JsonNode wanted : include) {
            if (!SERVED.contains(wanted.asString(""))) {
                return false;
            }
        }
        return true;
    }

    private static OutputFormat text(Reading request, List<Setting> settings) {
        if (!request.has("text")) {
            request.known("text");
            return new OutputFormat.Text();
        }
        Reading text = request.object("text");
        JsonNode verbosity = text.take("verbosity");
        if (verbosity.isString()) {
            settings.add(new Setting(Knob.VERBOSITY, verbosity, "text.verbosity"));
        }
        if (!text.has("format")) {
            text.known("format");
            return new OutputFormat.Text();
        }
        Reading format = text.object("format");
        return switch (format.required("type")) {
            case "text" -> new OutputFormat.Text();
            case "json_object" -> new OutputFormat.JsonObject("text.format");
            case "json_schema" ->
                    new OutputFormat.JsonSchema(
                            format.text("name"),
                            format.text("description"),
                            format.take("schema"),
                            strict(format),
                            "text.format");
            default ->
                    throw new Malformed(
                            "text.format.type",
                            "'text.format.type' must be text, json_object or json_schema.");
        };
    }

    /** What {@code strict} says. */
    static Tool.Strict strict(Reading of) {
        if (!of.has("strict")) {
            of.known("strict");
            return Tool.Strict.UNSAID;
        }
        return of.isTrue("strict") ? Tool.Strict.ON : Tool.Strict.OFF;
    }

    private static ReasoningAsk reasoning(Reading request) {
        if (!request.has("reasoning")) {
            request.known("reasoning");
            return ReasoningAsk.UNSAID;
        }
        Reading reasoning = request.object("reasoning");
        String effort = reasoning.text("effort");
        long budget = reasoning.number("max_tokens", -1); // OpenRouter's
        String older = reasoning.text("generate_summary");
        boolean summary = !reasoning.text("summary").isEmpty() || !older.isEmpty();
        Mode mode =
                effort.equals("none")
                        ? Mode.OFF
                        : !effort.isEmpty() || budget >= 0 ? Mode.ON : Mode.UNSAID;
        Display display = summary ? Display.SUMMARY : Display.UNSAID;
        return new ReasoningAsk(mode, effort, budget, display, "reasoning");
    }
}
