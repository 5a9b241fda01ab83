package dev.junctor.engine.dispatch;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.record.Attempt;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** An error as a whole answer, in the caller's dialect. */
public final class Refusal {
    /** What is said when an error in this program ends a request. */
    public static final Fault DEFECT =
            Fault.gateway(
                    FaultKind.INTERNAL,
                    "Junctor failed on this request; its log tells more. Try again.");

    private Refusal() {}

    /**
     * Sends it with its status, {@code X-Generation-Id} and, where it is known, {@code Retry-After}.
     *
     * @param details more fields of {@code error.metadata}, as a JSON object; empty for none
     * @param metadata the routing metadata, as a JSON object; empty when the caller did not ask for it
     */
    public static void send(
            EventLoop loop,
            Dialect dialect,
            CallerStream caller,
            Fault fault,
            String generationId,
            String details,
            String metadata) {
        ErrorAnswer answer = dialect.error(fault, details, metadata);
        byte[] body = answer.body();
        List<String> fields = new ArrayList<>(6);
        fields.add("Content-Type");
        fields.add("application/json");
        fields.add("X-Generation-Id");
        fields.add(generationId);
        if (fault.retryAfterSeconds() > 0) {
            fields.add("Retry-After");
            fields.add(Long.toString(fault.retryAfterSeconds()));
        }
        caller.answer(
                answer.status(), loop.chunk(body, 0, body.length), fields.toArray(String[]::new));
    }

    /** Who was asked and what became of it: {@code {provider_name, previous_errors: [{provider, code, status}]}}. */
    static String details(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return "";
        }
        StringBuilder json = new StringBuilder(128);
        json.append("{\"provider_name\":").append(Quoted.string(attempts.getLast().provider()));
        if (attempts.size() > 1) {
            json.append(",\"previous_errors\":[");
            for (Attempt attempt : attempts.subList(0, attempts.size() - 1)) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                        .append("{\"provider\":")
                        .append(Quoted.string(attempt.provider()))
                        .append(",\"code\":")
                        .append(Quoted.string(attempt.fault()))
                        .append(",\"status\":")
                        .append(attempt.status())
                        .append('}');
            }
            json.append(']');
        }
        return json.append('}').toString();
    }
}
