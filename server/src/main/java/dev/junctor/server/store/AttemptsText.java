package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.Attempt;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The attempts of a record as one JSON text, since they are only ever read together. */
final class AttemptsText {
    private static final JsonMapper JSON = new JsonMapper();

    private AttemptsText() {}

    /** A list of objects. */
    static String write(List<Attempt> attempts) {
        StringWriter text = new StringWriter(160 * attempts.size() + 2);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Attempt attempt : attempts) {
                json.writeStartObject();
                json.writeStringProperty("endpoint", attempt.endpoint());
                json.writeStringProperty("provider", attempt.provider());
                json.writeStringProperty("model", attempt.model());
                json.writeNumberProperty("status", attempt.status());
                json.writeStringProperty("fault", attempt.fault());
                if (attempt.cost().nanoDollars() != 0) {
                    json.writeNumberProperty("cost_nanos", attempt.cost().nanoDollars());
                }
                json.writeNumberProperty("latency_ms", attempt.latencyMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /** What {@link #write} wrote. */
    static List<Attempt> read(String text) {
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode node : JSON.readTree(text)) {
            attempts.add(
                    new Attempt(
                            node.path("endpoint").asString(""),
                            node.path("provider").asString(""),
                            node.path("model").asString(""),
                            node.path("status").asInt(0),
                            node.path("fault").asString(""),
                            new Money(node.path("cost_nanos").asLong(0)),
                            node.path("latency_ms").asLong(0)));
        }
        return attempts;
    }
}
