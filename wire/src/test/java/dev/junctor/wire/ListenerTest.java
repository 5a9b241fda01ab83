package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListenerTest {
    private final Stage stage = new Stage();

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void keeps_a_connection_for_many_requests() throws Exception {
        Listener listener = stage.listen(Scripted.echo());
        try (RawSocket caller = RawSocket.to(listener.port())) {
            for (int i = 0; i < 3; i++) {
                caller.say("GET /a?b=" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(caller.answer()).isEqualTo("200 GET /a?b=" + i + " ");
            }
        }
    }

    @Test
    void sends_a_small_answer_in_one_piece() throws Exception {
        Listener listener = stage.listen(Scripted.echo());
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(caller.readOnce())
                    .isEqualTo(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                                    + "Content-Length: 9\r\n\r\nPOST / hi");
        }
    }

    @Test
    void sends_a_large_answer_whole() throws Exception {
        String large = "x".repeat(3_000_000);
        Listener listener = stage.listen(answering(large));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.answer()).isEqualTo("200 " + large);
        }
    }

    @Test
    void answers_head_with_the_length_and_no_body() throws Exception {
        Listener listener = stage.listen(answering("four"));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.head()).contains("Content-Length: 4");
            assertThat(caller.answer()).isEqualTo("200 four");
        }
    }

    @Test
    void closes_behind_the_answer_when_the_caller_asks_for_it() throws Exception {
        Listener listener = stage.listen(answering("bye"));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(caller.readAll())
                    .isEqualTo(
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbye");
        }
    }

    @Test
    void speaks_http_1_0_without_chunks_and_closes() throws Exception {
        Listener listener = stage.listen(streaming("one", "two"));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(caller.readAll())
                    .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nonetwo");
        }
    }

    @Test
    void a_stream_for_head_has_a_head_only() throws Exception {
        Listener listener = stage.listen(streaming("one", "two"));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.head()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(caller.head()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void an_answer_of_204_has_neither_length_nor_body() throws Exception {
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, caller) -> {
                                    request.body().release();
                                    caller.answer(204, Unpooled.EMPTY_BUFFER);
                                });
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(caller.readAll())
                    .isEqualTo("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void says_100_to_who_waits_for_it() throws Exception {
        Listener listener = stage.listen(Scripted.echo());
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 2", "Expect: 100-continue");
            assertThat(caller.head()).isEqualTo("HTTP/1.1 100 Continue");
            caller.say("hi");
            assertThat(caller.answer()).isEqualTo("200 POST / hi");
        }
    }

    @Test
    void says_100_only_when_the_answer_before_has_ended() throws Exception {
        List<Caller> first = new ArrayList<>();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, caller) -> {
                                    if (first.isEmpty()) {
                                        request.body().release();
                                        first.add(caller);
                                        arrived.complete(null);
                                    } else {
                                        Scripted.echo().serve(request, caller);
                                    }
                                });
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
            arrived.get(5, TimeUnit.SECONDS);
            caller.head("POST /2 HTTP/1.1", "Host: x", "Content-Length: 2", "Expect: 100-continue");
            Thread.sleep(50);
            stage.onLoop(() -> first.getFirst().answer(200, Unpooled.EMPTY_BUFFER));
            assertThat(caller.answer()).isEqualTo("200 ");
            assertThat(caller.head()).isEqualTo("HTTP/1.1 100 Continue");
            caller.say("hi");
            assertThat(caller.answer()).isEqualTo("200 POST /2 hi");
        }
    }

    @Test
    void refuses_an_expectation_it_does_not_know() throws Exception {
        Listener listener = stage.listen(Scripted.echo());
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: tea\r\n\r\n");
            assertThat(caller.answer()).startsWith("417 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void takes_a_target_with_scheme_and_host() throws Exception {
        Listener listener = stage.listen(Scripted.echo());
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET http://x:80/a?b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.answer()).isEqualTo("200 GET /a?b ");
            caller.say("GET HTTPS://x?b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.answer()).isEqualTo("200 GET /?b ");
        }
    }

    @Test
    void shows_headers_in_any_case_and_who_asks() throws Exception {
        CompletableFuture<Request> seen = new CompletableFuture<>();
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, caller) -> {
                                    request.body().release();
                                    seen.complete(request);
                                    caller.answer(200, Unpooled.EMPTY_BUFFER);
                                });
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.1\r\nHost: x\r\nx-a: 1\r\nX-A: 2\r\n\r\n");
            Request request = seen.get(5, TimeUnit.SECONDS);
            assertThat(request.headers().value("X-a")).isEqualTo("1");
            assertThat(request.headers().values("x-A")).containsExactly("1", "2");
            assertThat(request.headers().value("missing")).isEmpty();
            assertThat(request.peer().getPort()).isEqualTo(caller.socket().getLocalPort());
        }
    }

    @Test
    void says_which_address_is_in_use() {
        Listener first = stage.listen(Scripted.echo());
        ListenerOptions same = ListenerOptions.loopback(first.port());
        assertThatThrownBy(() -> stage.listen(same, Scripted.echo()))
                .isInstanceOfSatisfying(
                        AddressInUse.class,
                        taken -> assertThat(taken.address().getPort()).isEqualTo(first.port()))
                .hasMessageContaining("127.0.0.1:" + first.port());
    }

    @Test
    void says_which_address_is_not_its_own() {
        ListenerOptions elsewhere = ListenerOptions.loopback(0).withAddress("192.0.2.1", 8080);
        assertThatThrownBy(() -> stage.listen(elsewhere, Scripted.echo()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("192.0.2.1:8080");
    }

    @Test
    void a_service_that_breaks_is_answered_for() throws Exception {
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, caller) -> {
                                    request.body().release();
                                    throw new IllegalStateException("broken on purpose");
                                });
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(caller.answer()).startsWith("500 ").doesNotContain("on purpose");
        }
    }

    @Test
    void an_answer_from_another_thread_is_refused() throws Exception {
        CompletableFuture<Caller> asked = new CompletableFuture<>();
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, caller) -> {
                                    request.body().release();
                                    asked.complete(caller);
                                });
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Caller answer = asked.get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> answer.answer(200, Unpooled.EMPTY_BUFFER))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> answer.head(200)).isInstanceOf(IllegalStateException.class);
            stage.onLoop(() -> answer.answer(200, Unpooled.EMPTY_BUFFER));
            assertThat(caller.answer()).isEqualTo("200 ");
        }
    }

    private static Scripted answering(String text) {
        return (request, caller) -> {
            request.body().release();
            caller.answer(200, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        };
    }

    private static Scripted streaming(String... parts) {
        return (request, caller) -> {
            request.body().release();
            caller.head(200);
            for (String part : parts) {
                caller.write(Unpooled.copiedBuffer(part, StandardCharsets.UTF_8));
            }
            caller.end();
        };
    }
}
