package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Which values of a request are missing in what became of it, wherever they stand there: a place may change, a value may
 * not.
 */
final class JsonDiff {
    /** What steers the gateway, or is said in another way without losing anything. */
    private static final Set<String> SAID_OTHERWISE =
            Set.of(
                    "provider",
                    "usage",
                    "stream_options",
                    "anthropic_version",
                    "model",
                    "type",
                    "mode",
                    "ttl",
                    "tool_choice",
                    "strict",
                    "caller",
                    "role",
                    "n",
                    "logprobs",
                    "store",
                    "stream",
                    "parallel_tool_calls");

    private JsonDiff() {}

    /** Paths of the original whose value is nowhere in the written, and that no loss covers. */
    static Set<String> lost(JsonNode original, Encoded.Written written, Encoded.Written... before) {
        List<Loss> losses = new ArrayList<>(written.losses());
        for (Encoded.Written crossing : before) {
            losses.addAll(crossing.losses());
        }
        JsonNode now = Trees.read(written.body(), 0, written.body().length).orElseThrow();
        List<String> left = new ArrayList<>();
        leaves("", now, new ArrayList<>(), left);
        List<String> paths = new ArrayList<>();
        List<String> values = new ArrayList<>();
        leaves("", original, paths, values);
        Set<String> lost = new TreeSet<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            boolean found = left.contains(values.get(i)) || isIdOfAnotherForm(path, values.get(i));
            if (!found && !isSaidOtherwise(path) && !isCovered(path, losses)) {
                lost.add(path + " = " + values.get(i));
            }
        }
        return lost;
    }

    /** Ids of calls become such as the other protocol takes; those of thoughts mean nothing. */
    private static boolean isIdOfAnotherForm(String path, String value) {
        boolean ofCall = path.endsWith(".id") || path.endsWith(".tool_call_id");
        return (ofCall && !value.matches("[a-zA-Z0-9_-]{1,64}"))
                || path.matches(".*tool_calls\\[\\d+]\\.index")
                || (path.endsWith(".detail") && value.equals("auto"))
                || path.matches(".*reasoning_details\\[\\d+]\\.(id|index|format)");
    }

    private static boolean isSaidOtherwise(String path) {
        String first = path.split("[.\\[]", 2)[0];
        String last = path.substring(path.lastIndexOf('.') + 1);
        return SAID_OTHERWISE.contains(first) || SAID_OTHERWISE.contains(last);
    }

    private static boolean isCovered(String path, List<Loss> losses) {
        return losses.stream().anyMatch(loss -> covers(loss, path));
    }

    private static boolean covers(Loss loss, String path) {
        if (loss.path().isEmpty()) {
            return false;
        }
        boolean thought = path.startsWith("reasoning") && loss.path().equals("thinking");
        boolean state =
                path.contains(".reasoning_details")
                        && loss.reason().contains("state")
                        && loss.path().startsWith(path.substring(0, path.indexOf('.')));
        return thought || state || path.startsWith(loss.path());
    }

    private static void leaves(
            String path, JsonNode json, List<String> paths, List<String> values) {
        if (json.isObject()) {
            json.properties()
                    .forEach(field -> {
                        String name = field.getKey();
                        String below = path.isEmpty() ? name : path + "." + name;
                        leaves(below, field.getValue(), paths, values);
                    });
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                leaves(path + "[" + i + "]", json.get(i), paths, values);
            }
        } else if (!json.isNull() && !(json.isString() && json.asString().isBlank())) {
            JsonNode inside = arguments(json);
            if (inside.isObject()) {
                leaves(path, inside, paths, values);
            } else {
                paths.add(path);
                values.add(json.asString());
            }
        }
    }

    /** Arguments are an object here and its text there: both are compared value by value. */
    private static JsonNode arguments(JsonNode json) {
        return json.isString() && json.asString().startsWith("{")
                ? Trees.read(json.asString()).orElse(json)
                : json;
    }
}
