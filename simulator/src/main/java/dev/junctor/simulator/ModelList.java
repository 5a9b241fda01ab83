package dev.junctor.simulator;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.protocol.Target;
import dev.junctor.simulator.tell.Deed;
import dev.junctor.simulator.tell.Disturber;
import dev.junctor.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The models of one provider, as {@code GET /models} lists them. */
final class ModelList {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ModelList() {}

    /** In whose words models are listed. */
    enum Form {
        OPENAI,
        ANTHROPIC,
        GEMINI;

        /** As the caller shows by what it sends. */
        static Form of(Target target, Headers headers) {
            if (!headers.value("anthropic-version").isEmpty()) {
                return ANTHROPIC;
            }
            boolean google =
                    !headers.value("x-goog-api-key").isEmpty() || !target.queried("key").isEmpty();
            return google ? GEMINI : OPENAI;
        }
    }

    /** All, or the one that the rest of the path names. */
    static Deed.Answer answer(Desk desk, String rest, Form form) {
        if (rest.equals(Address.MODELS)) {
            ObjectNode list = JSON.objectNode();
            ArrayNode data =
                    switch (form) {
                        case OPENAI -> list.put("object", "list").putArray("data");
                        case ANTHROPIC -> list.put("has_more", false).putArray("data");
                        case GEMINI -> list.putArray("models");
                    };
            desk.models().values().forEach(endpoint -> data.add(entry(endpoint, form)));
            return json(list);
        }
        String id = rest.substring(Address.MODELS.length() + 1);
        Endpoint endpoint = desk.models().get(id);
        return endpoint == null
                ? Disturber.refusal(AskReader.unknown(id), desk.habits().errors(), 0)
                : json(entry(endpoint, form));
    }

    private static ObjectNode entry(Endpoint endpoint, Form form) {
        return switch (form) {
            case OPENAI -> entry(endpoint);
            case ANTHROPIC ->
                    JSON.objectNode()
                            .put("type", "model")
                            .put("id", endpoint.upstreamId())
                            .put("display_name", endpoint.upstreamId())
                            .put("created_at", "2026-01-01T00:00:00Z")
                            .put("max_input_tokens", endpoint.context())
                            .put("max_tokens", endpoint.maxOutput());
            case GEMINI -> {
                ObjectNode entry =
                        JSON.objectNode()
                                .put("name", "models/" + endpoint.upstreamId())
                                .put("displayName", endpoint.upstreamId())
                                .put("inputTokenLimit", endpoint.context())
                                .put("outputTokenLimit", endpoint.maxOutput());
                entry.putArray("supportedGenerationMethods")
                        .add("generateContent")
                        .add("countTokens");
                yield entry;
            }
        };
    }

    private static ObjectNode entry(Endpoint endpoint) {
        ObjectNode entry =
                JSON.objectNode()
                        .put("id", endpoint.upstreamId())
                        .put("object", "model")
                        .put("created", 0)
                        .put("owned_by", endpoint.provider().slug());
        if (endpoint.context() > 0) {
            entry.put("context_length", endpoint.context());
        }
        return entry;
    }

    static Deed.Answer json(ObjectNode body) {
        return new Deed.Answer(
                200,
                body.toString().getBytes(StandardCharsets.UTF_8),
                List.of("Content-Type", "application/json", "X-Simulated", "yes"));
    }
}
