package dev.junctor.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.wire.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallerOutputTest {
    private static final int PART = 64 * 1_024;

    private final EventLoop loop = new DefaultEventLoop();
    private final Slow caller = new Slow();

    @AfterEach
    void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** A caller that takes a part and then no more until it is told to. */
    private final class Slow implements Caller {
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final List<Runnable> watches = new ArrayList<>();
        private boolean reads;

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public void answer(int status, ByteBuf body, String... fields) {
            throw new AssertionError("it comes in parts");
        }

        @Override
        public void head(int status, String... fields) {
            heard.add("head " + status + " " + String.join(":", fields));
        }

        @Override
        public void write(ByteBuf part) {
            heard.add("part " + part.readableBytes());
            part.release();
        }

        @Override
        public boolean writable() {
            return reads;
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void abort() {
            heard.add("abort");
        }

        @Override
        public void watch(Runnable drained, Runnable gone) {
            watches.add(drained);
            watches.add(gone);
        }

        void drain() {
            loop.execute(() -> {
                reads = true;
                watches.getFirst().run();
            });
        }

        void leave() {
            loop.execute(watches.getLast());
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        }
    }

    private CompletableFuture<Void> writing(CallerOutput out, int bytes) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        for (int i = 0; i < bytes; i += 1_024) {
                            out.write(new byte[1_024]);
                        }
                        out.end();
                        done.complete(null);
                    } catch (IOException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    @Test
    void whoDoesNotReadIsWaitedFor() throws InterruptedException, ExecutionException {
        CallerOutput out = new CallerOutput(caller, 200, "Content-Type", "text/csv");
        CompletableFuture<Void> done = writing(out, 3 * PART + 1_024);
        assertThat(caller.next()).isEqualTo("head 200 Content-Type:text/csv");
        assertThat(caller.next()).isEqualTo("part " + PART);
        loop.submit(() -> {}).get(); // what had been handed over by now would have come
        assertThat(caller.heard).isEmpty();
        assertThat(done).isNotDone();

        caller.drain();
        assertThat(caller.next()).isEqualTo("part " + PART);
        assertThat(caller.next()).isEqualTo("part " + PART);
        assertThat(caller.next()).isEqualTo("part 1024");
        assertThat(caller.next()).isEqualTo("end");
        done.get();
    }

    @Test
    void whoIsGoneEndsTheWriting() throws InterruptedException {
        CallerOutput out = new CallerOutput(caller, 200);
        CompletableFuture<Void> done = writing(out, 3 * PART);
        caller.next();
        caller.next();
        caller.leave();
        assertThatThrownBy(done::get).hasMessageContaining("the caller is gone");
        assertThat(out.hasBegun()).isTrue();
    }

    @Test
    void nothingAtAllIsAnAnswerToo() throws IOException, InterruptedException {
        CallerOutput out = new CallerOutput(caller, 200);
        assertThat(out.hasBegun()).isFalse();
        out.end();
        assertThat(caller.next()).isEqualTo("head 200 ");
        assertThat(caller.next()).isEqualTo("end");
    }
}
