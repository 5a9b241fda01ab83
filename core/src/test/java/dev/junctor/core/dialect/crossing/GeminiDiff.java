package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What of a request of Gemini's is neither in what was written of it nor among the losses. */
final class GeminiDiff {
    /** What is said in another way without losing anything, or says nothing. */
    private static final Set<String> SAID_OTHERWISE =
            Set.of("role", "thought", "mode", "type", "model", "candidateCount", "nullable");

    private GeminiDiff() {}

    static Set<String> lost(JsonNode original, Encoded.Written written, Encoded.Written... before) {
        List<Loss> losses = new ArrayList<>(written.losses());
        for (Encoded.Written crossing : before) {
            losses.addAll(crossing.losses());
        }
        Map<String, String> now = new TreeMap<>();
        leaves("", Trees.read(written.body(), 0, written.body().length).orElseThrow(), now);
        Map<String, String> then = new TreeMap<>();
        leaves("", original, then);
        Set<String> values = new TreeSet<>(now.values());
        Set<String> lost = new TreeSet<>();
        then.forEach((path, value) -> {
            String last = path.substring(path.lastIndexOf('.') + 1);
            boolean usual = path.contains("responseModalities") && value.equals("text");
            boolean covered = usual || losses.stream().anyMatch(loss -> covers(loss, path));
            if (!values.contains(value) && !covered && !SAID_OTHERWISE.contains(last)) {
                lost.add(path + " = " + value);
            }
        });
        return lost;
    }

    private static boolean covers(Loss loss, String path) {
        return !loss.path().isEmpty() && path.startsWith(loss.path());
    }

    private static void leaves(String path, JsonNode json, Map<String, String> leaves) {
        if (json.isObject()) {
            json.properties()
                    .forEach(field ->
                            leaves(
                                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                                    field.getValue(),
                                    leaves));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                leaves(path + "[" + i + "]", json.get(i), leaves);
            }
        } else if (!json.isNull() && !json.asString("").isBlank()) {
            leaves.put(path, value(json));
        }
    }

    /** Numbers and base64 have several spellings, types of schemas are capitals in one of them. */
    private static String value(JsonNode json) {
        String text = json.asString("");
        if (json.isNumber()) {
            return json.decimalValue().stripTrailingZeros().toPlainString();
        }
        return text.replace('-', '+').replace('_', '/').replace("=", "").toLowerCase(Locale.ROOT);
    }

    /** One answer with the parts of all responses of a stream. */
    static ObjectNode gathered(byte[] stream) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        Map<Integer, ObjectNode> candidates = new TreeMap<>();
        for (String line : new String(stream, StandardCharsets.UTF_8).split("[\r\n]+", -1)) {
            if (!line.startsWith("data:")) {
                continue;
            }
            JsonNode response = Trees.read(line.substring(5)).orElseThrow();
            for (JsonNode candidate : response.path("candidates")) {
                int index = candidate.path("index").asInt(0);
                ObjectNode all =
                        candidates.computeIfAbsent(
                                index, i -> JsonNodeFactory.instance.objectNode());
                ArrayNode parts = all.withObject("content").withArray("parts");
                candidate.at("/content/parts").forEach(parts::add);
                for (Map.Entry<String, JsonNode> field : candidate.properties()) {
                    if (!field.getKey().equals("content") && !all.has(field.getKey())) {
                        all.set(field.getKey(), field.getValue());
                    }
                }
            }
            for (Map.Entry<String, JsonNode> field : response.properties()) {
                boolean counts = field.getKey().equals("usageMetadata");
                if (!field.getKey().equals("candidates")
                        && (counts || !whole.has(field.getKey()))) {
                    whole.set(field.getKey(), field.getValue());
                }
            }
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        candidates.values().forEach(list::add);
        if (!list.isEmpty()) {
            whole.set("candidates", list);
        }
        return whole;
    }
}
