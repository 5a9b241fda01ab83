package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The client of one event loop. */
final class PooledClient implements Client {
    private static final long SHORTEST_ROUND_NANOS = 10_000_000;
    private static final long LONGEST_ROUND_NANOS = 5_000_000_000L;

    private final EventLoop loop;
    private final Turn turn;
    private final ClientOptions options;
    private final Supplier<CompletableFuture<SslContext>> tls;
    private final Names names;
    private final Map<Origin, Pool> pools = new HashMap<>();
    private final AtomicInteger queue = new AtomicInteger();
    private boolean tidying;
    private boolean closed;

    PooledClient(
            EventLoop loop, ClientOptions options, Supplier<CompletableFuture<SslContext>> tls) {
        this.loop = loop;
        this.turn = Turn.of(loop);
        this.options = options;
        this.tls = tls;
        this.names = new Names(loop, options.nameServers());
    }

    @Override
    public Call send(
            Origin origin,
            RequestHead head,
            ByteBuf body,
            long connectNanos,
            AnswerListener listener) {
        if (!loop.inEventLoop()) {
            body.release();
            throw new IllegalStateException("this client belongs to another thread");
        }
        Pool pool = pools.computeIfAbsent(origin, place -> new Pool(place, this));
        UpstreamCall call = new UpstreamCall(pool, head, body, connectNanos, listener);
        pool.place(call);
        return call;
    }

    EventLoop loop() {
        return loop;
    }

    /** How many calls wait for a connection; changed on the loop, read by others. */
    AtomicInteger queue() {
        return queue;
    }

    Turn turn() {
        return turn;
    }

    ClientOptions options() {
        return options;
    }

    Names names() {
        return names;
    }

    CompletableFuture<SslContext> tls() {
        return tls.get();
    }

    boolean closed() {
        return closed;
    }

    /** Idle connections exist: looks after them until there are none. */
    void tidySoon() {
        if (tidying) {
            return;
        }
        tidying = true;
        long shortest = Math.min(options.idle().toNanos(), options.lifetime().toNanos());
        long round = Math.clamp(shortest / 4, SHORTEST_ROUND_NANOS, LONGEST_ROUND_NANOS);
        loop.schedule(this::tidy, round, TimeUnit.NANOSECONDS);
    }

    /** Closes idle connections now and the others when their answers have ended; on the loop. */
    void close() {
        closed = true;
        pools.values().forEach(Pool::tidy);
        names.close();
    }

    private void tidy() {
        tidying = false;
        pools.values().forEach(Pool::tidy);
        pools.values().removeIf(Pool::unused);
        if (pools.values().stream().anyMatch(Pool::hasIdle)) {
            tidySoon();
        }
    }
}
