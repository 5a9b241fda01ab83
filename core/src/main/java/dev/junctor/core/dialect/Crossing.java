package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from callers of one dialect to endpoints of another, over the canonical conversation. What is translated then
 * goes through the endpoint's own dialect as if a caller had sent it, so that its quirks are known in one place.
 */
final class Crossing implements Bridge {
    private static final String POLICY = "x-junctor-conversion-policy";

    private final Spoken from;
    private final Spoken to;

    Crossing(Spoken from, Spoken to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public String name() {
        return to.dialect().name();
    }

    @Override
    public boolean takesBound(Endpoint endpoint) {
        return to.dialect().takesBound(endpoint);
    }

    @Override
    public Outgoing send(Envelope envelope, Incoming incoming, Endpoint endpoint, long bound) {
        if (envelope.operation() != Operation.CHAT) {
            return impossible("", "A text completion cannot be asked of " + endpoint.tag() + ".");
        }
        return switch (from.codec().decodeRequest(incoming)) {
            case Decoded.Refused<Conversation> refused -> new Outgoing.Impossible(refused.fault());
            case Decoded.Meaning<Conversation> meaning ->
                    encoded(envelope, incoming, endpoint, bound, meaning);
        };
    }

    private Outgoing encoded(
            Envelope envelope,
            Incoming incoming,
            Endpoint endpoint,
            long bound,
            Decoded.Meaning<Conversation> meaning) {
        Sent sent = new Sent(meaning.value(), Targets.of(endpoint));
        return switch (to.codec().encodeRequest(sent.conversation(), sent.target())) {
            case Encoded.Impossible impossible -> new Outgoing.Impossible(impossible.fault());
            case Encoded.Written written -> {
                List<Loss> losses = new ArrayList<>(meaning.losses());
                losses.addAll(written.losses());
                yield isStrict(incoming) && !losses.isEmpty()
                        ? refused(losses.getFirst(), endpoint)
                        : finished(envelope, incoming, endpoint, bound, sent, written, losses);
            }
        };
    }

    private static boolean isStrict(Incoming incoming) {
        return incoming.headers().apply(POLICY).equalsIgnoreCase("strict");
    }

    private static Outgoing refused(Loss loss, Endpoint endpoint) {
        return impossible(
                loss.path(),
                loss.path()
                        + " cannot be said to "
                        + endpoint.tag()
                        + ": "
                        + loss.reason()
                        + ". Leave it out, or do not ask for X-Junctor-Conversion-Policy: strict.");
    }

    private static Outgoing impossible(String field, String message) {
        return new Outgoing.Impossible(
                new Fault(
                        FaultKind.INVALID_REQUEST,
                        Blame.CALLER,
                        Retry.NEXT_ENDPOINT,
                        message,
                        field,
                        0,
                        Fault.Upstream.NONE));
    }

    /** The endpoint's own dialect has the last word on what was written for it. */
    private Outgoing finished(
            Envelope asked,
            Incoming incoming,
            Endpoint endpoint,
            long bound,
            Sent sent,
            Encoded.Written written,
            List<Loss> losses) {
        byte[] body = written.body();
        RequestLine line = new RequestLine(Operation.CHAT, asked.model(), asked.delivery());
        return switch (to.dialect().peek(line, body, body.length)) {
            case Peeked.Refused refused -> new Outgoing.Impossible(refused.fault());
            case Envelope envelope -> {
                List<Splice> edits = to.dialect().edits(envelope, body, endpoint, bound);
                byte[] whole = Splices.apply(body, body.length, edits);
                yield new CrossedRequest(
                        from,
                        to,
                        asked,
                        sent,
                        incoming.carrier(),
                        written.path().isEmpty()
                                ? to.dialect().path(envelope, endpoint)
                                : written.path(),
                        written.headers(),
                        List.of(new Splice(0, incoming.length(), whole)),
                        List.copyOf(losses));
            }
        };
    }
}
