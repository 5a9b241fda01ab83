package dev.junctor.server.api;

import dev.junctor.core.catalog.Model;
import dev.junctor.core.dialect.gemini.ModelList;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of models in the shape that the asking client reads, which it is known by. */
enum ModelShapes {
    /** OpenAI's and OpenRouter's. */
    OPENAI,
    /** Anthropic's: whoever sends {@code anthropic-version}. */
    ANTHROPIC,
    /** Gemini's: whoever sends {@code x-goog-api-key}, or asks below {@code /v1beta}. */
    GEMINI;

    /** What the client of a request reads. */
    static ModelShapes of(ApiRequest request) {
        if (request.path().startsWith("/v1beta/")
                || !request.headers().value("x-goog-api-key").isEmpty()) {
            return GEMINI;
        }
        return request.headers().value("anthropic-version").isEmpty() ? OPENAI : ANTHROPIC;
    }

    /** All models at once in Gemini's shape. */
    static ApiAnswer gemini(List<Model> models) {
        return ApiAnswer.json(text(ModelList.page(models, "")));
    }

    /** One model in Gemini's shape. */
    static ApiAnswer gemini(Model model) {
        return ApiAnswer.json(text(ModelList.one(model)));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** All models at once in Anthropic's shape. */
    static ApiAnswer anthropic(List<Model> models) {
        ObjectNode list = Json.object();
        ArrayNode data = list.putArray("data");
        for (Model model : models) {
            data.addObject()
                    .put("type", "model")
                    .put("id", model.id())
                    .put("display_name", model.name())
                    .put("created_at", created(model));
        }
        list.put("has_more", false);
        list.put("first_id", models.isEmpty() ? null : models.getFirst().id());
        list.put("last_id", models.isEmpty() ? null : models.getLast().id());
        return Json.answer(list);
    }

    private static String created(Model model) {
        return (model.released().isEmpty() ? "1970-01-01" : model.released()) + "T00:00:00Z";
    }
}
