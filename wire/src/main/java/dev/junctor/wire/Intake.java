package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Makes whole requests out of the decoder's parts; after the first refusal everything is dropped. */
final class Intake {
    private static final Exchange.Kind UNKNOWN = new Exchange.Kind(false, true, false);

    private final ListenerOptions.Limits limits;
    private final BodyRoom bodies;
    private final ByteBufAllocator allocator;
    private final InetSocketAddress peer;
    private @Nullable Started started;
    private boolean awaitsContinue;
    private boolean dropping;
    private long dropped;

    /** What has come of a connection's bytes. */
    sealed interface Arrival {
        /**
         * A request to serve.
         *
         * @param bodyBytes for which it has taken room; whoever is done with it gives it back
         */
        record Whole(Request request, Exchange.Kind kind, long bodyBytes) implements Arrival {}

        /** A refusal to send, the last answer on its connection. */
        record Refused(Refusal refusal, Exchange.Kind kind) implements Arrival {}
    }

    private record Started(HttpRequest head, BodyGather body, Exchange.Kind kind) {}

    Intake(
            ListenerOptions.Limits limits,
            BodyRoom bodies,
            ByteBufAllocator allocator,
            InetSocketAddress peer) {
        this.limits = limits;
        this.bodies = bodies;
        this.allocator = allocator;
        this.peer = peer;
    }

    /** Takes a head; gives a refusal or nothing. */
    @Nullable Arrival begin(HttpRequest head) {
        if (dropping) {
            return null;
        }
        Exchange.Kind kind = kind(head);
        Refusal refusal = RequestRules.broken(head, limits);
        if (refusal != null) {
            drop();
            return new Arrival.Refused(refusal, kind);
        }
        started = new Started(head, new BodyGather(allocator), kind);
        awaitsContinue = RequestRules.awaitsContinue(head);
        return null;
    }

    /** Takes a part of a body over; gives the whole request with the last one. */
    @Nullable Arrival add(HttpContent content) {
        Started request = started;
        ByteBuf part = content.content();
        if (dropping || request == null) {
            dropped += part.readableBytes();
            part.release();
            return null;
        }
        awaitsContinue = false;
        if (content.decoderResult().isFailure()) {
            part.release();
            return refuse(new Refusal(400, "The body's chunks are not valid.", request.head.uri()));
        }
        if (request.body.size() + part.readableBytes() > limits.bodyBytes()) {
            dropped += part.readableBytes();
            part.release();
            return refuse(RequestRules.bodyTooLong(limits, request.head.uri()));
        }
        if (!bodies.take(part.readableBytes())) {
            dropped += part.readableBytes();
            part.release();
            return refuse(RequestRules.noRoom(request.head.uri()));
        }
        request.body.add(part);
        if (!(content instanceof LastHttpContent)) {
            return null;
        }
        started = null;
        long size = request.body.size();
        Request whole =
                new Request(
                        request.head.method().name(),
                        RequestRules.originForm(request.head),
                        new NettyHeaders(request.head.headers()),
                        request.body.take(),
                        peer);
        return new Arrival.Whole(whole, request.kind, size);
    }

    /** Refuses what is under way. */
    Arrival refuse(Refusal refusal) {
        Started request = started;
        Exchange.Kind kind = request == null ? UNKNOWN : request.kind;
        drop();
        return new Arrival.Refused(refusal, kind);
    }

    /** From now on everything is dropped. */
    void drop() {
        dropping = true;
        awaitsContinue = false;
        Started request = started;
        if (request != null) {
            started = null;
            bodies.give(request.body.size());
            request.body.release();
        }
    }

    boolean inBody() {
        return started != null;
    }

    /** Whether a request has begun whose body waits for a 100; asking makes it so no more. */
    boolean takeContinue() {
        boolean awaited = awaitsContinue;
        awaitsContinue = false;
        return awaited;
    }

    /** Bytes of the body that is under way. */
    long received() {
        Started request = started;
        return request == null ? 0 : request.body.size();
    }

    /** The target of the request under way; empty when there is none. */
    String target() {
        Started request = started;
        return request == null ? "" : request.head.uri();
    }

    boolean droppedTooMuch() {
        return dropped > limits.droppedBytes();
    }

    private static Exchange.Kind kind(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return UNKNOWN;
        }
        boolean current = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        return new Exchange.Kind(
                head.method().equals(HttpMethod.HEAD),
                current,
                current && HttpUtil.isKeepAlive(head));
    }
}
