package dev.junctor.simulator;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.tell.Deed;
import dev.junctor.simulator.tell.Disturber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The models of one provider, as {@code GET /models} lists them. */
final class ModelList {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ModelList() {}

    /** All, or the one that the rest of the path names. */
    static Deed.Answer answer(Desk desk, String rest) {
        if (rest.equals(Address.MODELS)) {
            ObjectNode list = JSON.objectNode().put("object", "list");
            ArrayNode data = list.putArray("data");
            desk.models().values().forEach(endpoint -> data.add(entry(endpoint)));
            return json(list);
        }
        String id = rest.substring(Address.MODELS.length() + 1);
        Endpoint endpoint = desk.models().get(id);
        return endpoint == null
                ? Disturber.refusal(AskReader.unknown(id), desk.habits().errors(), 0)
                : json(entry(endpoint));
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
