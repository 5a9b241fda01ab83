package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.fault.Fault;
import java.util.List;

/** Writes a fault as an answer of the API: the one place that knows its status and headers. */
public final class ApiErrors {
    private static final String JSON = "application/json";

    private ApiErrors() {}

    /** An error in the caller's dialect. */
    public static ApiAnswer answer(Dialect dialect, Fault fault) {
        return answer(dialect, fault, "");
    }

    /**
     * An error in the caller's dialect.
     *
     * @param details more fields of {@code error.metadata}, as a JSON object; empty for none
     */
    public static ApiAnswer answer(Dialect dialect, Fault fault, String details) {
        List<String> fields =
                fault.retryAfterSeconds() > 0
                        ? List.of("Retry-After", Long.toString(fault.retryAfterSeconds()))
                        : List.of();
        ErrorAnswer error = dialect.error(fault, details, "");
        return new ApiAnswer(error.status(), JSON, new ApiBody.Whole(error.body()), fields);
    }
}
