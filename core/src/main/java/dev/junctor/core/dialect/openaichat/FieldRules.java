package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.Rule;
import dev.junctor.core.dialect.Rule.Between;
import dev.junctor.core.dialect.Rule.Strings;
import dev.junctor.core.dialect.Rule.Strings.Alone;
import dev.junctor.core.dialect.Rule.Whole;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types and ranges of the request's fields (OpenAI's and OpenRouter's API references); what is not listed passes
 * through unseen.
 */
final class FieldRules {
    private static final Rule TEXT = Rule.kind("a string", Kind.STRING);
    private static final Rule SWITCH =
            Rule.kind("true or false, without quotes", Kind.TRUE, Kind.FALSE);
    private static final Rule OBJECT = Rule.kind("an object", Kind.OBJECT);
    private static final Rule ARRAY = Rule.kind("an array", Kind.ARRAY);
    private static final Rule NUMBER = Rule.kind("a number, without quotes", Kind.NUMBER);
    private static final Rule TOKENS =
            new Whole(1, Integer.MAX_VALUE, "a whole number of tokens, at least 1");
    private static final Rule WHOLE =
            new Whole(Long.MIN_VALUE, Long.MAX_VALUE, "a whole number, without quotes");
    private static final Rule PENALTY = new Between(-2, 2, "a number from -2 to 2");
    private static final Rule SHARE = new Between(0, 1, "a number from 0 to 1");

    private static final Map<String, Rule> COMMON = common();
    private static final Map<String, Rule> CHAT = chat();
    private static final Map<String, Rule> COMPLETION = completion();

    private FieldRules() {}

    private static Map<String, Rule> common() {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("model", Rule.kind("a string that names a model", Kind.STRING));
        rules.put("models", new Strings(Alone.REFUSED, "an array of names of models"));
        rules.put("stream", SWITCH);
        rules.put("stream_options", OBJECT);
        rules.put("max_tokens", TOKENS);
        rules.put("max_completion_tokens", TOKENS);
        rules.put("n", new Whole(1, 128, "a whole number from 1 to 128"));
        rules.put("temperature", new Between(0, 2, "a number from 0 to 2"));
        rules.put("top_p", SHARE);
        rules.put("min_p", SHARE);
        rules.put("top_a", SHARE);
        rules.put("top_k", NUMBER);
        rules.put("frequency_penalty", PENALTY);
        rules.put("presence_penalty", PENALTY);
        rules.put("repetition_penalty", new Between(0, 2, "a number from 0 to 2"));
        rules.put("seed", WHOLE);
        rules.put("stop", new Strings(Alone.ALLOWED, "a string or an array of strings"));
        rules.put("logit_bias", OBJECT);
        for (String text : List.of("user", "service_tier", "route", "preset", "speed")) {
            rules.put(text, TEXT);
        }
        for (String object : List.of("provider", "routing", "reasoning", "usage", "trace")) {
            rules.put(object, OBJECT);
        }
        for (String array : List.of("plugins", "transforms")) {
            rules.put(array, ARRAY);
        }
        rules.put("session_id", TEXT);
        rules.put("include_reasoning", SWITCH);
        return Map.copyOf(rules);
    }

    private static Map<String, Rule> chat() {
        Map<String, Rule> rules = new HashMap<>(COMMON);
        rules.put("messages", Rule.kind("an array of messages", Kind.ARRAY));
        rules.put("logprobs", SWITCH);
        rules.put("top_logprobs", new Whole(0, 20, "a whole number from 0 to 20"));
        rules.put("tools", ARRAY);
        rules.put("functions", ARRAY);
        rules.put("tool_choice", Rule.kind("a string or an object", Kind.STRING, Kind.OBJECT));
        rules.put("function_call", Rule.kind("a string or an object", Kind.STRING, Kind.OBJECT));
        rules.put("parallel_tool_calls", SWITCH);
        rules.put("response_format", Rule.kind("an object with a type", Kind.OBJECT));
        rules.put("reasoning_effort", TEXT);
        rules.put("verbosity", TEXT);
        rules.put("modalities", new Strings(Alone.REFUSED, "an array of text, image, audio"));
        rules.put("metadata", OBJECT);
        rules.put("store", SWITCH);
        return Map.copyOf(rules);
    }

    private static Map<String, Rule> completion() {
        Map<String, Rule> rules = new HashMap<>(COMMON);
        rules.put("prompt", Rule.kind("a string or an array", Kind.STRING, Kind.ARRAY));
        rules.put("logprobs", WHOLE);
        rules.put("best_of", new Whole(1, 128, "a whole number from 1 to 128"));
        rules.put("echo", SWITCH);
        rules.put("suffix", TEXT);
        return Map.copyOf(rules);
    }

    /** The first field of a chat whose value does not fit. */
    static Optional<Fault> chat(List<Field> fields, byte[] body) {
        return Rule.check(CHAT, fields, body);
    }

    /** The first field of a text completion whose value does not fit. */
    static Optional<Fault> completion(List<Field> fields, byte[] body) {
        return Rule.check(COMPLETION, fields, body);
    }
}
