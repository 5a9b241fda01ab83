package dev.junctor.core.route;

import dev.junctor.core.money.Markup;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A plan as JSON, for people and programs. */
public final class PlanReport {
    private static final JsonFactory JSON = new JsonFactory();

    /** A plan for {@code auto} may have hundreds; the plan itself lists them all. */
    private static final int MOST_CANDIDATES_IN_METADATA = 32;

    /** And thousands of these. */
    private static final int MOST_REJECTED_IN_METADATA = 100;

    private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_UP);

    private PlanReport() {}

    /**
     * An attempt that was made.
     *
     * @param provider tag of the endpoint
     * @param model id of the model
     * @param status the provider's HTTP status; 0 when it did not answer
     * @param keyOwner whose key at the provider was used
     */
    public record Tried(String provider, String model, int status, Markup.KeyOwner keyOwner) {
        /** With the host's key. */
        public Tried(String provider, String model, int status) {
            this(provider, model, status, Markup.KeyOwner.HOST);
        }
    }

    /**
     * The answer of {@code POST /routing/plan}: {@code {requested, strategy, order: [{provider, model, score,
     * reasons}], rejected: [{provider, model, reason, field}]}}.
     */
    public static String plan(RoutePlan plan) {
        return object(json -> {
            json.writeStringProperty("requested", plan.requested());
            json.writeStringProperty("strategy", plan.strategy());
            json.writeName("order");
            order(json, plan.order());
            json.writeName("rejected");
            rejected(json, plan.rejected(), Integer.MAX_VALUE);
        });
    }

    /** What may stand beside the error of a refusal: {@code {rejected: [{provider, model, reason, field}]}}. */
    public static String refused(Planned.Refused refused) {
        return object(json -> {
            json.writeName("rejected");
            rejected(json, refused.rejected(), MOST_REJECTED_IN_METADATA);
            more(json, refused.rejected().size());
        });
    }

    /**
     * The metadata of an answer: OpenRouter's fields {@code requested, strategy, region, summary, attempt, is_byok,
     * endpoints, attempts}, and ours {@code scores, rejected}; {@code attempt} 0 means that no provider was asked.
     *
     * <p>Of many candidates the first 32 are listed, of many rejected ones the first 100, {@code rejected_more} counts
     * the others; {@code endpoints.total} counts all.
     *
     * @param tried the attempts in order; the last one gave the answer
     */
    public static String metadata(RoutePlan plan, List<Tried> tried) {
        List<Candidate> first =
                plan.order().subList(0, Math.min(MOST_CANDIDATES_IN_METADATA, plan.order().size()));
        return object(json -> {
            json.writeStringProperty("requested", plan.requested());
            json.writeStringProperty("strategy", plan.strategy());
            json.writeNullProperty("region");
            json.writeStringProperty("summary", summary(plan, tried));
            json.writeNumberProperty("attempt", tried.size());
            json.writeBooleanProperty("is_byok", isOwnKey(tried));
            json.writeObjectPropertyStart("endpoints");
            json.writeNumberProperty("total", plan.order().size() + plan.rejected().size());
            json.writeArrayPropertyStart("available");
            first.forEach(candidate -> available(json, candidate, tried));
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayPropertyStart("attempts");
            tried.forEach(one -> attempt(json, one));
            json.writeEndArray();
            json.writeName("scores");
            order(json, first);
            json.writeName("rejected");
            rejected(json, plan.rejected(), MOST_REJECTED_IN_METADATA);
            more(json, plan.rejected().size());
        });
    }

    private static boolean isOwnKey(List<Tried> tried) {
        return !tried.isEmpty() && tried.getLast().keyOwner() == Markup.KeyOwner.CUSTOMER;
    }

    private static String summary(RoutePlan plan, List<Tried> tried) {
        String last = tried.isEmpty() ? "none asked" : "selected " + tried.getLast().provider();
        return "available=%d, rejected=%d, attempts=%d, %s"
                .formatted(plan.order().size(), plan.rejected().size(), tried.size(), last);
    }

    private static void available(JsonGenerator json, Candidate candidate, List<Tried> tried) {
        String tag = candidate.endpoint().tag();
        boolean selected =
                !tried.isEmpty()
                        && tried.getLast().provider().equals(tag)
                        && tried.getLast().model().equals(candidate.model().id());
        json.writeStartObject();
        json.writeStringProperty("provider", candidate.endpoint().provider().name());
        json.writeStringProperty("tag", tag);
        json.writeStringProperty("model", candidate.model().id());
        json.writeBooleanProperty("selected", selected);
        json.writeEndObject();
    }

    private static void attempt(JsonGenerator json, Tried tried) {
        json.writeStartObject();
        json.writeStringProperty("provider", tried.provider());
        json.writeStringProperty("model", tried.model());
        json.writeNumberProperty("status", tried.status());
        json.writeEndObject();
    }

    private static void order(JsonGenerator json, List<Candidate> order) {
        json.writeStartArray();
        for (Candidate candidate : order) {
            json.writeStartObject();
            json.writeStringProperty("provider", candidate.endpoint().tag());
            json.writeStringProperty("model", candidate.model().id());
            json.writeNumberProperty("score", shown(candidate.score()));
            json.writeArrayPropertyStart("reasons");
            candidate.reasons().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Four digits tell all that a score means; the order itself rests on the exact one. */
    private static double shown(double score) {
        return new BigDecimal(score).round(SHOWN).doubleValue();
    }

    private static void rejected(JsonGenerator json, List<Rejected> rejected, int most) {
        json.writeStartArray();
        for (int i = 0; i < Math.min(most, rejected.size()); i++) {
            Rejected one = rejected.get(i);
            json.writeStartObject();
            json.writeStringProperty("provider", one.provider());
            json.writeStringProperty("model", one.model());
            json.writeStringProperty("reason", one.reason());
            json.writeStringProperty("field", one.field());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void more(JsonGenerator json, int count) {
        if (count > MOST_REJECTED_IN_METADATA) {
            json.writeNumberProperty("rejected_more", count - MOST_REJECTED_IN_METADATA);
        }
    }

    private static String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter(1_024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
