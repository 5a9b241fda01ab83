package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a listener ends. */
final class DrainTest {
    private final Stage stage = new Stage();
    private final CompletableFuture<Caller> asked = new CompletableFuture<>();
    private final Listener listener =
            stage.listen(
                    (Scripted)
                            (request, caller) -> {
                                request.body().release();
                                if (request.path().equals("/wait")) {
                                    asked.complete(caller);
                                } else {
                                    caller.answer(200, Unpooled.EMPTY_BUFFER);
                                }
                            });

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void closes_what_is_idle_at_once_and_lets_the_rest_end() throws Exception {
        try (RawSocket idle = RawSocket.to(listener.port());
                RawSocket busy = RawSocket.to(listener.port())) {
            idle.head("GET / HTTP/1.1", "Host: x");
            assertThat(idle.answer()).startsWith("200 ");
            busy.head("GET /wait HTTP/1.1", "Host: x");
            Caller waiting = asked.get(5, TimeUnit.SECONDS);
            CompletableFuture<Integer> cut = drain(Duration.ofSeconds(10));
            assertThat(idle.readAll()).isEmpty();
            assertThatThrownBy(() -> RawSocket.to(listener.port())).isInstanceOf(IOException.class);
            assertThat(cut).isNotDone();
            stage.onLoop(() ->
                    waiting.answer(200, Unpooled.copiedBuffer("done", StandardCharsets.UTF_8)));
            assertThat(busy.readAll()).contains("Connection: close").endsWith("\r\n\r\ndone");
            busy.hangUp();
            assertThat(cut.get(5, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void a_stream_under_way_ends_as_it_should() throws Exception {
        try (RawSocket busy = RawSocket.to(listener.port())) {
            busy.head("GET /wait HTTP/1.1", "Host: x");
            Caller waiting = asked.get(5, TimeUnit.SECONDS);
            stage.onLoop(() -> waiting.head(200));
            assertThat(busy.head()).doesNotContain("close");
            CompletableFuture<Integer> cut = drain(Duration.ofSeconds(10));
            Thread.sleep(50);
            stage.onLoop(waiting::end);
            assertThat(busy.readAll()).isEqualTo("0\r\n\r\n");
            busy.hangUp();
            assertThat(cut.get(5, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void cuts_what_does_not_end_in_time() throws Exception {
        try (RawSocket busy = RawSocket.to(listener.port())) {
            busy.head("GET /wait HTTP/1.1", "Host: x");
            Caller waiting = asked.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> gone = new CompletableFuture<>();
            stage.onLoop(() -> waiting.watch(() -> {}, () -> gone.complete(null)));
            assertThat(listener.drain(Duration.ofMillis(100))).isEqualTo(1);
            gone.get(5, TimeUnit.SECONDS);
            assertThat(busy.readAll()).isEmpty();
        }
    }

    @Test
    void a_request_that_is_half_here_is_still_answered() throws Exception {
        try (RawSocket half = RawSocket.to(listener.port())) {
            half.say("GET / HTTP/1.1\r\n");
            Thread.sleep(50);
            CompletableFuture<Integer> cut = drain(Duration.ofSeconds(10));
            Thread.sleep(50);
            half.say("Host: x\r\n\r\n");
            assertThat(half.readAll()).contains("200 OK").contains("Connection: close");
            half.hangUp();
            assertThat(cut.get(5, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void nobody_connected_means_nothing_to_wait_for() {
        long start = System.nanoTime();
        assertThat(listener.drain(Duration.ofSeconds(10))).isZero();
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    private CompletableFuture<Integer> drain(Duration patience) {
        return CompletableFuture.supplyAsync(() -> listener.drain(patience));
    }
}
