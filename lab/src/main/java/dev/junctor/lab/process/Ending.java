package dev.junctor.lab.process;

import dev.junctor.lab.kit.Answer;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How a request ended, for its caller and in the record.
 *
 * @param status of the answer's head
 * @param inBand code of the error inside a stream that had begun; 0 for none
 * @param done whether the answer says that it is whole
 * @param billing state of the bill in the record; empty without one
 * @param cost in the record
 * @param told what the answer itself says that it costs; empty when it says nothing
 * @param failure name of the failure in the record; empty for none
 */
record Ending(
        int status,
        int inBand,
        Done done,
        String billing,
        BigDecimal cost,
        String told,
        String failure) {
    private static final String DATA = "data: ";
    private static final String LAST = "[DONE]";

    /** Whether an answer is whole. */
    enum Done {
        YES,
        NO
    }

    static Ending of(Talk.Reply reply, JsonNode record) {
        boolean stream = reply.field("Content-Type").startsWith("text/event-stream");
        JsonNode last = stream ? lastEvent(reply.body()) : json(reply.body());
        boolean whole =
                reply.whole() == Talk.Whole.YES
                        && reply.status() == 200
                        && (stream
                                ? reply.body().stripTrailing().endsWith(DATA + LAST)
                                : !last.path("choices").isMissingNode());
        return new Ending(
                reply.status(),
                stream ? last.at("/error/code").asInt(0) : 0,
                whole ? Done.YES : Done.NO,
                record.path("billing").asString(""),
                record.path("total_cost").isNumber()
                        ? record.path("total_cost").decimalValue()
                        : BigDecimal.ZERO,
                last.at("/usage/cost").isNumber()
                        ? last.at("/usage/cost").decimalValue().toPlainString()
                        : "",
                record.path("error_type").asString(""));
    }

    private static JsonNode json(String text) {
        try {
            return Answer.JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode lastEvent(String body) {
        String last = "{}";
        for (String line : body.lines().toList()) {
            String event = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : LAST;
            last = event.equals(LAST) ? last : event;
        }
        return json(last);
    }
}
