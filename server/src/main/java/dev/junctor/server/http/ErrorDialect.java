package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;

/** In which protocol an error is told where no door was opened: that of the clients which use such a path. */
final class ErrorDialect {
    private final Dialects dialects;

    ErrorDialect(Dialects dialects) {
        this.dialects = dialects;
    }

    /**
     * By what was asked for.
     *
     * @param target a path, perhaps with a query, perhaps cut
     */
    Dialect of(String target) {
        String path = target.startsWith("/api/") ? target.substring("/api".length()) : target;
        if (path.startsWith("/v1/messages")) {
            return dialects.named("anthropic-messages");
        }
        if (path.startsWith("/v1/responses")) {
            return dialects.named("openai-responses");
        }
        boolean method = path.startsWith("/v1/models/") && path.contains(":");
        return path.startsWith("/v1beta/") || method ? dialects.named("gemini") : dialects.usual();
    }
}
