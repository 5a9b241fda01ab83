package dev.junctor.core.dialect.gemini;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Models in Gemini's shape: {@code GET /models} and {@code GET /models/{id}}. */
public final class ModelList {
    private static final String COLLECTION = "models/";

    private ModelList() {}

    /**
     * One page of the list.
     *
     * @param nextPageToken asks for the next page; empty on the last
     */
    public static byte[] page(List<Model> models, String nextPageToken) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("models");
        models.forEach(model -> list.add(json(model)));
        if (!nextPageToken.isEmpty()) {
            json.put("nextPageToken", nextPageToken);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One model. */
    public static byte[] one(Model model) {
        return json(model).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode json(Model model) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", COLLECTION + model.id());
        json.put("baseModelId", model.id());
        json.put("version", model.released());
        json.put("displayName", model.name());
        if (model.context() > 0) {
            json.put("inputTokenLimit", model.context());
        }
        if (model.maxOutput() > 0) {
            json.put("outputTokenLimit", model.maxOutput());
        }
        json.putArray("supportedGenerationMethods")
                .add("generateContent")
                .add("streamGenerateContent")
                .add("countTokens");
        if (model.capabilities().contains(Capability.REASONING)) {
            json.put("thinking", true);
        }
        return json;
    }
}
