package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;

/** In which protocol an error is told where no door was opened: that of the clients which use such a path. */
final class ErrorDialect {
    private final Dialect usual;
    private final Dialect anthropic;

    ErrorDialect(Dialects dialects) {
        this.usual = dialects.usual();
        this.anthropic = dialects.named("anthropic-messages");
    }

    /**
     * By what was asked for.
     *
     * @param target a path, perhaps with a query, perhaps cut
     */
    Dialect of(String target) {
        return target.startsWith("/v1/messages") || target.startsWith("/api/v1/messages")
                ? anthropic
                : usual;
    }
}
