package dev.junctor.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One event loop with listeners and clients for a test; closes all of them. */
final class Stage implements AutoCloseable {
    final EventLoopGroup loops = Loops.start(1);
    private final Deque<Runnable> endings = new ArrayDeque<>();

    EventLoop loop() {
        return (EventLoop) loops.iterator().next();
    }

    Listener listen(Service service) {
        return listen(ListenerOptions.loopback(0), service);
    }

    Listener listen(ListenerOptions options, Service service) {
        Listener listener = Listener.open(loops, options, loop -> service);
        endings.push(listener::close);
        return listener;
    }

    Client client(ClientOptions options) {
        Clients clients = Clients.with(options);
        endings.push(clients::close);
        return clients.on(loop());
    }

    /** Sends on the loop. */
    Client.Call send(
            Client client, Origin origin, RequestHead head, String body, AnswerListener heard) {
        return send(client, origin, head, body, Duration.ofSeconds(5), heard);
    }

    Client.Call send(
            Client client,
            Origin origin,
            RequestHead head,
            String body,
            Duration connect,
            AnswerListener heard) {
        return CompletableFuture.supplyAsync(
                        () ->
                                client.send(
                                        origin,
                                        head,
                                        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8),
                                        connect.toNanos(),
                                        heard),
                        loop())
                .join();
    }

    /** Runs on the loop and waits for it. */
    void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop()).join();
    }

    /** Runs on the loop as soon as something holds there. */
    void onLoopWhen(BooleanSupplier condition, Runnable task) throws InterruptedException {
        await(condition);
        onLoop(task);
    }

    /** Waits until something holds on the loop. */
    void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (CompletableFuture.supplyAsync(condition::getAsBoolean, loop()).join()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it did not come true in time");
    }

    static Origin local(int port) {
        return new Origin(Origin.Scheme.HTTP, "127.0.0.1", port);
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
