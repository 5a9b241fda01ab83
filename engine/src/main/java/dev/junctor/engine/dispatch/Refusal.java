package dev.junctor.engine.dispatch;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.fault.Fault;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.EventLoop;

/** An error as a whole answer, in the caller's dialect. */
public final class Refusal {
    private static final String JSON = "application/json";

    private Refusal() {}

    static void send(
            Dispatch.Tools tools,
            CallerStream caller,
            Fault fault,
            String generationId,
            String metadata) {
        send(tools.loop(), tools.dialect(), caller, fault, generationId, metadata);
    }

    /** Sends it with its status, {@code X-Generation-Id} and, where it is known, {@code Retry-After}. */
    public static void send(
            EventLoop loop,
            Dialect dialect,
            CallerStream caller,
            Fault fault,
            String generationId,
            String metadata) {
        byte[] body = dialect.error(fault, metadata);
        var chunk = loop.chunk(body, 0, body.length);
        int status = fault.kind().status();
        if (fault.retryAfterSeconds() > 0) {
            caller.answer(
                    status,
                    chunk,
                    "Content-Type",
                    JSON,
                    "X-Generation-Id",
                    generationId,
                    "Retry-After",
                    Long.toString(fault.retryAfterSeconds()));
        } else {
            caller.answer(status, chunk, "Content-Type", JSON, "X-Generation-Id", generationId);
        }
    }
}
