package dev.junctor.wire;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Clients of several event loops with the same options. */
public final class Clients implements AutoCloseable {
    private final ClientOptions options;
    private final AtomicReference<CompletableFuture<SslContext>> tls = new AtomicReference<>();
    private final Map<EventLoop, PooledClient> clients = new ConcurrentHashMap<>();

    private Clients(ClientOptions options) {
        this.options = options;
    }

    /** Clients with these options. */
    public static Clients with(ClientOptions options) {
        return new Clients(options);
    }

    /** The client of a loop; the same each time. To be used on that loop only. */
    public Client on(EventLoop loop) {
        return clients.computeIfAbsent(loop, home -> new PooledClient(home, options, this::tls));
    }

    /** How many requests wait for a connection, on all loops; from any thread. */
    public int waiting() {
        return clients.values().stream().mapToInt(client -> client.queue().get()).sum();
    }

    /** Closes idle connections, and the others as soon as their answers have ended. */
    @Override
    public void close() {
        clients.forEach((loop, client) -> loop.execute(client::close));
    }

    /** Read once, when the first connection needs it; the next one tries again what failed. */
    private CompletableFuture<SslContext> tls() {
        CompletableFuture<SslContext> known = tls.get();
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<SslContext> mine = new CompletableFuture<>();
        if (tls.compareAndSet(known, mine)) {
            Thread.startVirtualThread(() -> read(mine));
            return mine;
        }
        return tls();
    }

    private void read(CompletableFuture<SslContext> result) {
        try {
            result.complete(ClientTls.context(options.authorities()));
        } catch (IOException unreadable) {
            result.completeExceptionally(new UncheckedIOException(unreadable));
        } catch (GeneralSecurityException | RuntimeException unusable) {
            result.completeExceptionally(unusable);
        }
    }
}
