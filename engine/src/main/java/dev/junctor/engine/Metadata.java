package dev.junctor.engine;

import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.Rejected;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.engine.port.UpstreamClient;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Tells a caller who asked for it how its request was routed.
 *
 * <p>The object has the fields of OpenRouter's {@code openrouter_metadata}, and beside them each candidate's score and
 * reasons, and who was rejected and why.
 */
final class Metadata {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Metadata NONE =
            new Metadata(new RoutePlan("", "", List.of(), List.of()), Wanted.NO);

    private final RoutePlan plan;
    private final Wanted wanted;

    private enum Wanted {
        YES,
        NO
    }

    private Metadata(RoutePlan plan, Wanted wanted) {
        this.plan = plan;
        this.wanted = wanted;
    }

    /** For one request: silent unless a header asks for it. */
    static Metadata wanted(UpstreamClient.Headers headers, RoutePlan plan) {
        return asked(headers) ? new Metadata(plan, Wanted.YES) : NONE;
    }

    /** What a refused request is told, as fields of {@code error.metadata}; empty when nobody was rejected. */
    static String refusal(UpstreamClient.Headers headers, List<Rejected> rejected) {
        if (rejected.isEmpty() || !asked(headers)) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName("rejected");
            write(json, rejected);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The object as JSON; empty when it was not asked for. */
    String json(List<Attempt> attempts) {
        if (wanted == Wanted.NO) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("requested", plan.requested());
            json.writeStringProperty("strategy", plan.strategy());
            json.writeStringProperty("summary", summary(attempts));
            json.writeNumberProperty("attempt", attempts.size());
            json.writeBooleanProperty("is_byok", false);
            json.writeName("endpoints");
            endpoints(json, attempts);
            json.writeName("attempts");
            attempts(json, attempts);
            json.writeEndObject();
        }
        return text.toString();
    }

    private String summary(List<Attempt> attempts) {
        int candidates = plan.order().size();
        return "available="
                + candidates
                + ", rejected="
                + plan.rejected().size()
                + (attempts.isEmpty() ? "" : ", selected=" + attempts.getLast().provider());
    }

    private void endpoints(JsonGenerator json, List<Attempt> attempts) {
        json.writeStartObject();
        json.writeNumberProperty("total", plan.order().size() + plan.rejected().size());
        json.writeName("available");
        json.writeStartArray();
        String selected = attempts.isEmpty() ? "" : attempts.getLast().endpoint();
        for (Candidate candidate : plan.order()) {
            json.writeStartObject();
            json.writeStringProperty("provider", candidate.endpoint().tag());
            json.writeStringProperty("model", candidate.model().id());
            json.writeBooleanProperty("selected", candidate.endpoint().key().equals(selected));
            json.writeNumberProperty("score", candidate.score());
            json.writeName("reasons");
            json.writeStartArray();
            candidate.reasons().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeName("rejected");
        write(json, plan.rejected());
        json.writeEndObject();
    }

    private static void attempts(JsonGenerator json, List<Attempt> attempts) {
        json.writeStartArray();
        for (Attempt attempt : attempts) {
            json.writeStartObject();
            json.writeStringProperty("provider", attempt.provider());
            json.writeStringProperty("model", attempt.model());
            json.writeNumberProperty("status", attempt.status());
            if (!attempt.fault().isEmpty()) {
                json.writeStringProperty("error_type", attempt.fault());
            }
            json.writeNumberProperty("latency_ms", attempt.latencyMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, List<Rejected> rejected) {
        json.writeStartArray();
        for (Rejected one : rejected) {
            json.writeStartObject();
            json.writeStringProperty("provider", one.provider());
            json.writeStringProperty("model", one.model());
            json.writeStringProperty("field", one.field());
            json.writeStringProperty("reason", one.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean asked(UpstreamClient.Headers headers) {
        return "enabled".equalsIgnoreCase(headers.value("x-junctor-metadata"))
                || "enabled".equalsIgnoreCase(headers.value("x-openrouter-metadata"));
    }
}
