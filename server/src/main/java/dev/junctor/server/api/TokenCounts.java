package dev.junctor.server.api;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.route.Size;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;

/**
 * How many tokens a prompt has, for clients that ask before they send it. Nobody is asked for it, so that it is free and
 * at once; it is an estimate and says so.
 */
final class TokenCounts {
    private final Dialect anthropic;

    TokenCounts(Dialect anthropic) {
        this.anthropic = anthropic;
    }

    /** {@code POST /messages/count_tokens}. */
    ApiAnswer ofMessages(ApiRequest request, Visitor visitor) {
        byte[] body = request.body();
        return switch (anthropic.peek(RequestLine.of(Operation.COUNT), body, body.length)) {
            case Peeked.Refused refused -> throw new Refused(refused.fault());
            case Envelope envelope ->
                    Json.answer(
                            Json.object()
                                    .put("input_tokens", tokens(envelope))
                                    .put("estimated", true));
        };
    }

    private static long tokens(Envelope envelope) {
        return Size.of(envelope.promptBytes(), envelope.in(), 0, 1).expectedPromptTokens();
    }
}
