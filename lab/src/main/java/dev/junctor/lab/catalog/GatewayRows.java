package dev.junctor.lab.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows for providers that pass models of others on. Their lists say ids, limits and prices; what a model takes, gives
 * and can do is the model's own.
 */
final class GatewayRows {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TRAITS = List.of("in", "out", "caps", "reasoning");

    private final Map<String, JsonNode> models = new HashMap<>();

    GatewayRows(List<JsonNode> models) {
        models.forEach(model -> this.models.put(Rows.text(model, "id"), model));
    }

    List<JsonNode> of(JsonNode listed) {
        return Rows.list(listed, "endpoints").stream().map(this::complete).toList();
    }

    private JsonNode complete(JsonNode row) {
        JsonNode model = models.getOrDefault(Rows.text(row, "model"), NODES.objectNode());
        ObjectNode complete = NODES.objectNode();
        row.properties().forEach(entry -> complete.set(entry.getKey(), entry.getValue()));
        TRAITS.forEach(
                trait -> Rows.present(model, trait).ifPresent(value -> complete.set(trait, value)));
        return complete;
    }
}
