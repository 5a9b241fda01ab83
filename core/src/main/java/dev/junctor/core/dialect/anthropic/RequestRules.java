package dev.junctor.core.dialect.anthropic;

import static dev.junctor.core.dialect.Rule.kind;

import dev.junctor.core.dialect.Rule;
import dev.junctor.core.json.Kind;
import java.util.Map;

/** The types and ranges of the request's fields (Anthropic's API reference); what is not listed passes through unseen. */
final class RequestRules {
    static final Map<String, Rule> ALL =
            Map.ofEntries(
                    Map.entry("model", kind("a string that names a model", Kind.STRING)),
                    Map.entry(
                            "models",
                            new Rule.Strings(
                                    Rule.Strings.Alone.REFUSED, "an array of names of models")),
                    Map.entry("messages", kind("an array of messages", Kind.ARRAY)),
                    Map.entry(
                            "system",
                            kind("a string or an array of blocks", Kind.STRING, Kind.ARRAY)),
                    Map.entry(
                            "max_tokens",
                            new Rule.Whole(
                                    0, Integer.MAX_VALUE, "a whole number of tokens, at least 0")),
                    Map.entry(
                            "stream", kind("true or false, without quotes", Kind.TRUE, Kind.FALSE)),
                    Map.entry("temperature", new Rule.Between(0, 1, "a number from 0 to 1")),
                    Map.entry("top_p", new Rule.Between(0, 1, "a number from 0 to 1")),
                    Map.entry(
                            "top_k",
                            new Rule.Whole(0, Integer.MAX_VALUE, "a whole number, at least 0")),
                    Map.entry(
                            "stop_sequences",
                            new Rule.Strings(Rule.Strings.Alone.REFUSED, "an array of strings")),
                    Map.entry("tools", kind("an array", Kind.ARRAY)),
                    Map.entry("tool_choice", kind("an object with a type", Kind.OBJECT)),
                    Map.entry("thinking", kind("an object with a type", Kind.OBJECT)),
                    Map.entry("output_config", kind("an object", Kind.OBJECT)),
                    Map.entry("metadata", kind("an object", Kind.OBJECT)),
                    Map.entry("service_tier", kind("a string", Kind.STRING)),
                    Map.entry("provider", kind("an object", Kind.OBJECT)),
                    Map.entry("routing", kind("an object", Kind.OBJECT)),
                    Map.entry("session_id", kind("a string", Kind.STRING)));

    private RequestRules() {}
}
