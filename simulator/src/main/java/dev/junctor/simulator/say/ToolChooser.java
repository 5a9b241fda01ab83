package dev.junctor.simulator.say;

import dev.junctor.simulator.ask.Ask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which tools are called: those whose name, description and parameters share most words with what the user said.
 *
 * <p>Left to itself it calls none when no word is shared, a second one when that fits nearly as well and parallel calls
 * are allowed, and none in answer to a tool's result.
 */
final class ToolChooser {
    private ToolChooser() {}

    private record Scored(JsonNode tool, int score) {}

    /** The tools to call, the best first; none or one or two. */
    static List<JsonNode> choose(Ask ask, Topic topic) {
        JsonNode choice = ask.body().path("tool_choice");
        List<Scored> scored = scored(ask, topic, choice);
        if (scored.isEmpty() || choice.asString("").equals("none")) {
            return List.of();
        }
        String named = choice.path(choice.path("type").asString("")).path("name").asString("");
        if (!named.isEmpty()) {
            return scored.stream()
                    .map(Scored::tool)
                    .filter(tool -> name(tool).equals(named))
                    .limit(1)
                    .toList();
        }
        Scored best = scored.getFirst();
        boolean must = mode(choice).equals("required") || mode(choice).equals("any");
        boolean fits = best.score() > 0 && ask.lastRole().equals("user");
        if (!must && !fits) {
            return List.of();
        }
        boolean parallel =
                ask.body().path("parallel_tool_calls").asBoolean(true) && scored.size() > 1;
        if (parallel && fits && scored.get(1).score() * 3 >= best.score() * 2) {
            return List.of(best.tool(), scored.get(1).tool());
        }
        return List.of(best.tool());
    }

    /** The name of a tool of either kind. */
    static String name(JsonNode tool) {
        return tool.path(tool.path("type").asString("")).path("name").asString("");
    }

    private static String mode(JsonNode choice) {
        JsonNode allowed = choice.path("allowed_tools");
        return allowed.isObject() ? allowed.path("mode").asString("auto") : choice.asString("auto");
    }

    private static List<Scored> scored(Ask ask, Topic topic, JsonNode choice) {
        Set<String> allowed = new HashSet<>();
        choice.path("allowed_tools").path("tools").forEach(tool -> allowed.add(name(tool)));
        List<Scored> scored = new ArrayList<>();
        for (JsonNode tool : ask.body().path("tools")) {
            String name = name(tool);
            if (!name.isEmpty() && (allowed.isEmpty() || allowed.contains(name))) {
                scored.add(new Scored(tool, score(tool, topic)));
            }
        }
        scored.sort(Comparator.comparingInt(Scored::score).reversed());
        return scored;
    }

    private static int score(JsonNode tool, Topic topic) {
        JsonNode definition = tool.path(tool.path("type").asString(""));
        StringBuilder parameters = new StringBuilder();
        definition
                .path("parameters")
                .path("properties")
                .propertyNames()
                .forEach(name -> parameters.append(name).append(' '));
        return 3 * shared(topic, definition.path("name").asString(""))
                + shared(topic, definition.path("description").asString(""))
                + shared(topic, parameters.toString());
    }

    private static int shared(Topic topic, String text) {
        int shared = 0;
        for (String word : Topic.meaningful(text)) {
            if (topic.words().contains(word)) {
                shared++;
            }
        }
        return shared;
    }
}
