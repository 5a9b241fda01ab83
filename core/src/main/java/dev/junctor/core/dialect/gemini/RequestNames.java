package dev.junctor.core.dialect.gemini;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of request fields, by what is done with them; each is understood in camel case and in snake case. */
final class RequestNames {
    static final String CONFIG = "generationConfig";

    /** What counts as the prompt. */
    static final Set<String> PROMPT = Set.of("contents", "systemInstruction", "tools");

    /** What steers Junctor; small, so that it is copied. */
    static final Set<String> CONTROLS =
            Set.of("provider", "routing", "session_id", "trace", "debug");

    /** What only Junctor understands, and the model, which the path names; no provider gets it. */
    static final Set<String> OURS =
            Set.of("model", "models", "provider", "routing", "session_id", "trace", "debug");

    /** What the plan, the hold or the price of a request rest on: no option for one provider changes it. */
    static final Set<String> DECIDED =
            Set.of("contents", "systemInstruction", "tools", CONFIG, "serviceTier");

    /** Other names at the top of a request. */
    private static final Set<String> OTHERS =
            Set.of("toolConfig", "safetySettings", "cachedContent", "labels", "store");

    /** Names that are met often, in both spellings. */
    static final Set<String> KNOWN = known();

    /** Settings that lists of refused parameters name in other protocols' words. */
    static final Map<String, List<String>> SETTINGS =
            Map.ofEntries(
                    Map.entry("temperature", List.of("temperature")),
                    Map.entry("top_p", List.of("topP")),
                    Map.entry("top_k", List.of("topK")),
                    Map.entry("seed", List.of("seed")),
                    Map.entry("stop", List.of("stopSequences")),
                    Map.entry("presence_penalty", List.of("presencePenalty")),
                    Map.entry("frequency_penalty", List.of("frequencyPenalty")),
                    Map.entry("logprobs", List.of("responseLogprobs", "logprobs")),
                    Map.entry("top_logprobs", List.of("logprobs")),
                    Map.entry("n", List.of("candidateCount")));

    private RequestNames() {}

    private static Set<String> known() {
        Set<String> known = new HashSet<>();
        for (Set<String> names : List.of(PROMPT, CONTROLS, OURS, DECIDED, OTHERS)) {
            for (String name : names) {
                known.add(name);
                known.add(snake(name));
            }
        }
        return Set.copyOf(known);
    }

    /** The name in snake case: {@code generation_config}. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c + ('a' - 'A')));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
