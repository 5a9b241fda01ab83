package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import java.util.List;

/** In which protocol an error is told where no door was opened: that of the clients which use such a path. */
final class ErrorDialect {
    /** What a path of Gemini's ends with, where its prefix does not tell. */
    private static final List<String> METHODS =
            List.of(":generateContent", ":streamGenerateContent", ":countTokens");

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
        boolean method =
                path.startsWith("/v1/models/")
                        && METHODS.stream().anyMatch(word -> path.contains(word));
        return path.startsWith("/v1beta/") || method ? dialects.named("gemini") : dialects.usual();
    }
}
