package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A request to an endpoint that speaks the caller's own dialect: the caller's bytes with splices, nothing lost. */
record OwnRequest(
        Dialect dialect,
        Envelope envelope,
        Endpoint endpoint,
        Map<String, String> headers,
        List<Splice> edits)
        implements Outgoing.Request {
    @Override
    public String path() {
        return dialect.path(envelope, endpoint);
    }

    @Override
    public List<Loss> losses() {
        return List.of();
    }

    @Override
    public StreamTap stream(Identity identity, Quirks quirks, Closing closing) {
        return dialect.stream(envelope, identity, quirks, closing);
    }

    @Override
    public Rewritten rewrite(
            byte[] body, int length, Identity identity, Quirks quirks, Closing closing) {
        return dialect.rewrite(envelope, body, length, identity, quirks, closing);
    }

    @Override
    public Fault classify(int status, UnaryOperator<String> headers, byte[] body, int length) {
        return dialect.classify(status, headers, body, length);
    }
}
