package dev.junctor.server.upstream;

import dev.junctor.core.catalog.Provider;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.server.http.NettyChunk;
import dev.junctor.wire.AnswerListener;
import dev.junctor.wire.Client;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Map;

/** The wire's client of one event loop behind the engine's port. */
public final class WireUpstream implements UpstreamClient {
    private final Client client;
    private final ProviderHeads heads;

    /** A loop's client, for providers that these doors lead to. */
    public WireUpstream(Client client, ProviderDoors doors, String userAgent) {
        this.client = client;
        this.heads = new ProviderHeads(doors, userAgent);
    }

    @Override
    public Exchange open(
            Provider provider,
            String dialect,
            String path,
            Map<String, String> headers,
            List<Chunk> body,
            long connectNanos,
            Listener listener) {
        ProviderHeads.Head head;
        try {
            head = heads.to(provider, dialect, path, headers);
        } catch (RuntimeException refused) {
            body.forEach(Chunk::release);
            throw refused;
        }
        return new Under(
                client.send(
                        head.origin(), head.head(), joined(body), connectNanos, new Ear(listener)));
    }

    private static ByteBuf joined(List<Chunk> body) {
        if (body.size() == 1) {
            return ((NettyChunk) body.getFirst()).buffer();
        }
        CompositeByteBuf whole = PooledByteBufAllocator.DEFAULT.compositeBuffer(body.size());
        for (Chunk part : body) {
            whole.addComponent(true, ((NettyChunk) part).buffer());
        }
        return whole;
    }

    private record Under(Client.Call call) implements Exchange {
        @Override
        public void pause() {
            call.pause();
        }

        @Override
        public void resume() {
            call.resume();
        }

        @Override
        public void cancel() {
            call.cancel();
        }
    }

    private record Ear(Listener listener) implements AnswerListener {
        @Override
        public void head(int status, dev.junctor.wire.Headers headers) {
            listener.head(status, headers::value);
        }

        @Override
        public void part(ByteBuf bytes) {
            listener.chunk(new NettyChunk(bytes));
        }

        @Override
        public void ended() {
            listener.ended();
        }

        @Override
        public void failed(AnswerListener.Failure failure) {
            listener.failed(new UpstreamClient.Failure(cause(failure.cause()), failure.detail()));
        }

        private static UpstreamClient.Cause cause(AnswerListener.Cause cause) {
            return switch (cause) {
                case NAME -> UpstreamClient.Cause.NAME;
                case CONNECT -> UpstreamClient.Cause.CONNECT;
                case CONNECT_TIMEOUT -> UpstreamClient.Cause.CONNECT_TIMEOUT;
                case BUSY -> UpstreamClient.Cause.BUSY;
                case TLS -> UpstreamClient.Cause.TLS;
                case CLOSED -> UpstreamClient.Cause.CLOSED;
                case CUT -> UpstreamClient.Cause.CUT;
                case MALFORMED -> UpstreamClient.Cause.MALFORMED;
            };
        }
    }
}
