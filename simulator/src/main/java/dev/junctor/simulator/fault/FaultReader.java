package dev.junctor.simulator.fault;

import dev.junctor.simulator.ask.Complaint;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what shall go wrong, from the request's {@code simulator} field and from the control API. */
public final class FaultReader {
    private static final int MOST_BYTES = 64 << 20;
    private static final long LONGEST_MILLIS = 3_600_000;

    private FaultReader() {}

    /** What came of reading. */
    public sealed interface Outcome {
        /** An order, and for whom it is. */
        record Good(FaultOrder order, Scope scope) implements Outcome {}

        /** It asks for nothing. */
        record Nothing() implements Outcome {}

        /** It cannot be read. */
        record Bad(Complaint complaint) implements Outcome {}
    }

    /**
     * Whom an order is for.
     *
     * @param provider a slug; empty for all
     * @param model the provider's id of a model; empty for all
     * @param times how often it happens; 0 for always
     * @param probability how likely it happens each time, 0 to 1
     */
    public record Scope(String provider, String model, int times, double probability) {
        /** Whether it is for this provider and model. */
        public boolean covers(String slug, String upstreamId) {
            return (provider.isEmpty() || provider.equals(slug))
                    && (model.isEmpty() || model.equals(upstreamId));
        }
    }

    /** Reads an object with {@code fault} and what belongs to it. */
    public static Outcome read(JsonNode object) {
        JsonNode fault = object.path("fault");
        if (fault.isMissingNode() || fault.isNull()) {
            return new Outcome.Nothing();
        }
        String name = fault.asString("");
        Optional<Disturbance> disturbance = Disturbance.named(name);
        if (disturbance.isEmpty()) {
            return bad(
                    "simulator.fault",
                    "one of " + String.join(", ", Disturbance.names()) + "; not '" + name + "'");
        }
        Optional<Phase> phase = Phase.named(object.path("phase").asString(Phase.USUAL.text()));
        if (phase.isEmpty()) {
            return bad("simulator.phase", "one of " + String.join(", ", Phase.names()));
        }
        for (String number : List.of("after_tokens", "delay_ms", "times", "retry_after", "bytes")) {
            JsonNode value = object.path(number);
            boolean given = !value.isMissingNode() && !value.isNull();
            if (given
                    && !(value.isIntegralNumber()
                            && value.canConvertToInt()
                            && value.asInt() >= 0)) {
                return bad("simulator." + number, "a whole number, 0 or more");
            }
        }
        JsonNode probability = object.path("probability");
        boolean likely = probability.isNumber() && probability.asDouble() >= 0;
        if (!probability.isMissingNode() && !(likely && probability.asDouble() <= 1)) {
            return bad("simulator.probability", "a number from 0 to 1");
        }
        FaultOrder order =
                new FaultOrder(
                        name,
                        disturbance.get(),
                        phase.get(),
                        object.path("after_tokens").asInt(-1),
                        Math.min(object.path("delay_ms").asLong(0), LONGEST_MILLIS),
                        object.path("retry_after").asInt(0),
                        Math.min(object.path("bytes").asInt(0), MOST_BYTES));
        Scope scope =
                new Scope(
                        object.path("provider").asString(""),
                        object.path("model").asString(""),
                        object.path("times").asInt(0),
                        probability.asDouble(1));
        return new Outcome.Good(order, scope);
    }

    private static Outcome bad(String field, String expected) {
        return new Outcome.Bad(Complaint.value(field, expected));
    }
}
