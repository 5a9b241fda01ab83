package dev.junctor.lab.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The collected data, as rows.
 *
 * @param corrections what the editors know better than the collected data
 */
record Sources(
        List<JsonNode> providers,
        List<JsonNode> models,
        List<JsonNode> endpoints,
        List<JsonNode> lives,
        List<JsonNode> aliases,
        Map<String, JsonNode> quality,
        JsonNode corrections) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** Reads the files of a folder; {@code gateways} has the rows of those that the folder leaves out. */
    static Sources read(Path folder, JsonNode gateways, JsonNode corrections) {
        JsonNode lifecycle = tree(folder, "lifecycle.json");
        List<JsonNode> models = Rows.list(tree(folder, "models.json"), "models");
        List<JsonNode> endpoints =
                new ArrayList<>(Rows.list(tree(folder, "endpoints.json"), "endpoints"));
        endpoints.addAll(new GatewayRows(models).of(gateways));
        return new Sources(
                Rows.list(tree(folder, "providers.json"), "providers"),
                models,
                endpoints,
                Rows.list(lifecycle, "models"),
                Rows.list(lifecycle, "aliases"),
                quality(tree(folder, "quality.json").path("models")),
                corrections);
    }

    static JsonNode tree(byte[] json) {
        return JSON.readTree(json);
    }

    /** What the editors say about a provider; an empty node when nothing. */
    JsonNode correction(String provider) {
        return corrections.path("providers").path(provider);
    }

    /** The vocabulary of a model, where it is public; empty otherwise. */
    String tokenizer(String model) {
        for (Map.Entry<String, JsonNode> vocabulary : corrections.path("tokenizers").properties()) {
            if (Rows.texts(corrections.path("tokenizers"), vocabulary.getKey()).contains(model)) {
                return vocabulary.getKey();
            }
        }
        return "";
    }

    /** What the collected data calls a column. */
    String column(String purpose) {
        return Rows.text(corrections.path("columns"), purpose);
    }

    private static JsonNode tree(Path folder, String file) {
        return JSON.readTree(folder.resolve(file));
    }

    private static Map<String, JsonNode> quality(JsonNode models) {
        Map<String, JsonNode> byModel = new LinkedHashMap<>();
        models.properties().forEach(entry -> byModel.put(entry.getKey(), entry.getValue()));
        return byModel;
    }
}
