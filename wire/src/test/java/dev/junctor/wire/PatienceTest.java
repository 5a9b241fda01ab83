package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is too slow is told so, and let go. */
final class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Stage stage = new Stage();

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void a_head_that_never_ends_is_refused() throws Exception {
        int port = listen(new ListenerOptions.Patience(SHORT, LONG, LONG, LONG));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.say("GET / HTTP/1.1\r\n");
            assertThat(caller.answer()).startsWith("408 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void a_head_that_drips_is_refused_all_the_same() throws Exception {
        int port = listen(new ListenerOptions.Patience(SHORT, LONG, LONG, LONG));
        try (RawSocket caller = RawSocket.to(port)) {
            long start = System.nanoTime();
            caller.say("GET / HTTP/1.1\r\nX: ");
            while (caller.socket().getInputStream().available() == 0) {
                caller.say("a");
                Thread.sleep(10);
                assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            }
            assertThat(caller.answer()).startsWith("408 ");
        }
    }

    @Test
    void the_next_head_on_a_connection_has_its_own_time() throws Exception {
        int port = listen(new ListenerOptions.Patience(SHORT, LONG, LONG, LONG));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            assertThat(caller.answer()).startsWith("200 ");
            Thread.sleep(300);
            caller.head("GET / HTTP/1.1", "Host: x");
            assertThat(caller.answer()).startsWith("200 ");
            caller.say("G");
            assertThat(caller.answer()).startsWith("408 ");
        }
    }

    @Test
    void a_body_that_stalls_is_refused() throws Exception {
        int port = listen(new ListenerOptions.Patience(LONG, SHORT, LONG, LONG));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 10").say("01234");
            assertThat(caller.answer()).startsWith("408 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void a_body_that_drips_is_refused_all_the_same() throws Exception {
        int port = listen(new ListenerOptions.Patience(LONG, SHORT, LONG, LONG));
        try (RawSocket caller = RawSocket.to(port)) {
            long start = System.nanoTime();
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 100000");
            while (caller.socket().getInputStream().available() == 0) {
                caller.say("a");
                Thread.sleep(20);
                assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
            }
            assertThat(caller.answer()).startsWith("408 ");
        }
    }

    @Test
    void an_unused_connection_is_closed_without_a_word() throws Exception {
        int port = listen(new ListenerOptions.Patience(LONG, LONG, SHORT, LONG));
        try (RawSocket fresh = RawSocket.to(port);
                RawSocket used = RawSocket.to(port)) {
            used.head("GET / HTTP/1.1", "Host: x");
            assertThat(used.answer()).startsWith("200 ");
            assertThat(used.readAll()).isEmpty();
            assertThat(fresh.readAll()).isEmpty();
        }
    }

    @Test
    void an_answer_may_take_longer_than_all_of_that() throws Exception {
        int port =
                stage.listen(
                                options(new ListenerOptions.Patience(SHORT, SHORT, SHORT, SHORT)),
                                (Scripted)
                                        (request, caller) -> {
                                            request.body().release();
                                            caller.loop()
                                                    .schedule(
                                                            () ->
                                                                    caller.answer(
                                                                            200,
                                                                            Unpooled.EMPTY_BUFFER),
                                                            600,
                                                            TimeUnit.MILLISECONDS);
                                        })
                        .port();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            assertThat(caller.answer()).startsWith("200 ");
        }
    }

    @Test
    void a_caller_that_takes_nothing_is_cut() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        int port =
                stage.listen(
                                options(new ListenerOptions.Patience(LONG, LONG, LONG, SHORT)),
                                (Scripted)
                                        (request, caller) -> {
                                            request.body().release();
                                            caller.watch(() -> {}, () -> gone.complete(null));
                                            caller.head(200);
                                            caller.write(Unpooled.buffer().writeZero(32 << 20));
                                        })
                        .port();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            gone.get(5, TimeUnit.SECONDS);
        }
    }

    private int listen(ListenerOptions.Patience patience) {
        return stage.listen(options(patience), Scripted.echo()).port();
    }

    private static ListenerOptions options(ListenerOptions.Patience patience) {
        return ListenerOptions.loopback(0).withPatience(patience);
    }
}
