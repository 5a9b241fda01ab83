package dev.junctor.core.dialect.openairesponses;

import static dev.junctor.core.dialect.Rule.kind;

import dev.junctor.core.dialect.Rule;
import dev.junctor.core.json.Kind;
import java.util.Map;

/** The types and ranges of the request's fields (OpenAI's API reference); what is not listed passes through unseen. */
final class RequestRules {
    static final Map<String, Rule> ALL =
            Map.ofEntries(
                    Map.entry("model", kind("a string that names a model", Kind.STRING)),
                    Map.entry(
                            "models",
                            new Rule.Strings(
                                    Rule.Strings.Alone.REFUSED, "an array of names of models")),
                    Map.entry(
                            "input",
                            kind("a string or an array of items", Kind.STRING, Kind.ARRAY)),
                    Map.entry(
                            "instructions",
                            kind("a string or an array of items", Kind.STRING, Kind.ARRAY)),
                    Map.entry(
                            "max_output_tokens",
                            new Rule.Whole(
                                    1, Integer.MAX_VALUE, "a whole number of tokens, at least 1")),
                    Map.entry("stream", flag()),
                    Map.entry("store", flag()),
                    Map.entry("background", flag()),
                    Map.entry("parallel_tool_calls", flag()),
                    Map.entry("previous_response_id", kind("a string", Kind.STRING)),
                    Map.entry("temperature", new Rule.Between(0, 2, "a number from 0 to 2")),
                    Map.entry("top_p", new Rule.Between(0, 1, "a number from 0 to 1")),
                    Map.entry("top_logprobs", new Rule.Whole(0, 20, "a whole number from 0 to 20")),
                    Map.entry(
                            "include",
                            new Rule.Strings(Rule.Strings.Alone.REFUSED, "an array of strings")),
                    Map.entry("tools", kind("an array", Kind.ARRAY)),
                    Map.entry(
                            "tool_choice",
                            kind("a string or an object with a type", Kind.STRING, Kind.OBJECT)),
                    Map.entry("reasoning", kind("an object", Kind.OBJECT)),
                    Map.entry("text", kind("an object", Kind.OBJECT)),
                    Map.entry("metadata", kind("an object", Kind.OBJECT)),
                    Map.entry("service_tier", kind("a string", Kind.STRING)),
                    Map.entry("provider", kind("an object", Kind.OBJECT)),
                    Map.entry("routing", kind("an object", Kind.OBJECT)),
                    Map.entry("session_id", kind("a string", Kind.STRING)));

    private RequestRules() {}

    private static Rule flag() {
        return kind("true or false, without quotes", Kind.TRUE, Kind.FALSE);
    }
}
