package dev.junctor.wire;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** A service of a test: it serves by a lambda, refusals are one plain line. */
interface Scripted extends Service {
    @Override
    default byte[] refusal(int status, String message, String target) {
        return ("{\"status\":" + status + ",\"message\":\"" + message + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Answers each request with its method, target and body. */
    static Scripted echo() {
        return (request, caller) -> {
            String text =
                    request.method()
                            + " "
                            + request.target()
                            + " "
                            + request.body().toString(StandardCharsets.UTF_8);
            request.body().release();
            caller.answer(
                    200,
                    Unpooled.copiedBuffer(text, StandardCharsets.UTF_8),
                    "Content-Type",
                    "text/plain");
        };
    }
}
