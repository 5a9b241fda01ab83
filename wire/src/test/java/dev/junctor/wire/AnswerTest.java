package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the client reads what another server says. */
final class AnswerTest {
    private final Stage stage = new Stage();
    private final Heard heard = new Heard();
    private RawServer server;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        server = new RawServer();
        client = stage.client(ClientOptions.usual());
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
        server.close();
    }

    @Test
    void the_request_is_what_was_built_and_its_length() throws Exception {
        RequestHead head =
                RequestHead.of(
                        "POST", "/v1/chat?x=1", server.origin(), "Authorization", "Bearer k");
        stage.send(client, server.origin(), head, "hello", heard);
        try (RawSocket asked = server.accept()) {
            assertThat(asked.head().lines())
                    .containsExactly(
                            "POST /v1/chat?x=1 HTTP/1.1",
                            "Host: 127.0.0.1:" + server.port(),
                            "Authorization: Bearer k",
                            "Content-Length: 5");
            assertThat(asked.read(5)).isEqualTo("hello");
            asked.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(heard.await().text()).isEqualTo("hi");
        }
    }

    @Test
    void a_large_request_arrives_whole() throws Exception {
        String body = "x".repeat(5_000_000);
        ask("POST", body);
        try (RawSocket asked = server.accept()) {
            assertThat(asked.head()).contains("Content-Length: 5000000");
            assertThat(asked.read(body.length())).isEqualTo(body);
            asked.say("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(heard.await().events).containsExactly("head 204", "ended");
        }
    }

    /** ¶ stands for CR and LF, · for the end of the connection; / separates what the listener hears. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a length                  | GET  | HTTP/1.1 200 OK¶Content-Length: 2¶¶hi                               | head 200/ended | hi
                    chunks                    | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶1¶h¶1;x=y¶i¶0¶T: 1¶¶    | head 200/ended | hi
                    no length                 | GET  | HTTP/1.1 200 OK¶¶hi·                                                | head 200/ended | hi
                    HTTP/1.0                  | GET  | HTTP/1.0 200 OK¶¶hi·                                                | head 200/ended | hi
                    no reason                 | GET  | HTTP/1.1 200 ¶Content-Length: 0¶¶                                   | head 200/ended | ``
                    not modified              | GET  | HTTP/1.1 304 Not Modified¶Content-Length: 5¶¶                       | head 304/ended | ``
                    no content, with a coding | GET  | HTTP/1.1 204 No Content¶Transfer-Encoding: chunked¶¶                | head 204/ended | ``
                    answer to HEAD            | HEAD | HTTP/1.1 200 OK¶Content-Length: 5¶¶                                 | head 200/ended | ``
                    answer to HEAD in chunks  | HEAD | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶                        | head 200/ended | ``
                    an interim answer         | GET  | HTTP/1.1 103 Early Hints¶Link: x¶¶HTTP/1.1 200 OK¶Content-Length: 2¶¶hi | head 200/ended | hi
                    two interim answers       | GET  | HTTP/1.1 100 Continue¶¶HTTP/1.1 102 x¶¶HTTP/1.1 200 OK¶Content-Length: 2¶¶hi | head 200/ended | hi
                    an error                  | GET  | HTTP/1.1 503 Busy¶Content-Length: 2¶¶no                             | head 503/ended | no
                    closed at once            | GET  | ·                                                                   | failed CLOSED | -
                    closed in the head        | GET  | HTTP/1.1 200 OK¶Content-Le·                                         | failed CLOSED | -
                    closed behind an interim  | GET  | HTTP/1.1 100 Continue¶¶·                                            | failed CLOSED | -
                    cut in a length           | GET  | HTTP/1.1 200 OK¶Content-Length: 3¶¶hi·                              | head 200/failed CUT | -
                    cut before a chunk        | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶2¶hi¶·                  | head 200/failed CUT | -
                    cut in a chunk            | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶3¶hi·                   | head 200/failed CUT | -
                    cut before the last CRLF  | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶2¶hi¶0¶·                | head 200/failed CUT | -
                    both framings             | GET  | HTTP/1.1 200 OK¶Content-Length: 2¶Transfer-Encoding: chunked¶¶0¶¶   | failed MALFORMED | -
                    two lengths               | GET  | HTTP/1.1 200 OK¶Content-Length: 2¶Content-Length: 3¶¶hi             | failed MALFORMED | -
                    a coding not known        | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: gzip, chunked¶¶0¶¶               | failed MALFORMED | -
                    no coding but a header    | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: identity¶¶hi·                    | failed MALFORMED | -
                    another protocol          | GET  | HTTP/1.1 101 Switching Protocols¶Upgrade: x¶¶                       | failed MALFORMED | -
                    not HTTP                  | GET  | SSH-2.0-OpenSSH_9.9¶¶                                               | failed MALFORMED | -
                    a bad status              | GET  | HTTP/1.1 2x0 OK¶Content-Length: 0¶¶                                 | failed MALFORMED | -
                    a bad chunk               | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶2¶hixx                  | head 200/failed MALFORMED | -
                    a bad chunk size          | GET  | HTTP/1.1 200 OK¶Transfer-Encoding: chunked¶¶x¶                      | head 200/failed MALFORMED | -
                    """)
    void is_read_so(String name, String method, String script, String events, String text)
            throws Exception {
        ask(method, "");
        try (RawSocket asked = server.accept()) {
            asked.head();
            asked.say(script.replace("¶", "\r\n").replace("·", ""));
            if (script.endsWith("·")) {
                asked.hangUp();
            }
            assertThat(String.join("/", heard.await().events)).isEqualTo(events);
            if (!text.equals("-")) {
                assertThat(heard.text()).isEqualTo(text);
            }
        }
    }

    @Test
    void may_come_byte_by_byte() throws Exception {
        ask("GET", "");
        try (RawSocket asked = server.accept()) {
            asked.head();
            asked.sayByteByByte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            asked.sayByteByByte("3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n");
            assertThat(heard.await().text()).isEqualTo("abcd");
        }
    }

    @Test
    void a_head_too_large_is_not_taken() throws Exception {
        ask("GET", "");
        try (RawSocket asked = server.accept()) {
            asked.head();
            asked.head("HTTP/1.1 200 OK", "X-A: " + "a".repeat(65_000), "Content-Length: 0");
            assertThat(heard.await().events).containsExactly("head 200", "ended");
        }
        Heard second = new Heard();
        stage.send(client, server.origin(), get(), "", second);
        try (RawSocket asked = server.accept()) {
            asked.head();
            asked.say("HTTP/1.1 200 OK\r\nX-A: " + "a".repeat(70_000));
            assertThat(second.await().events).containsExactly("failed MALFORMED");
        }
    }

    @Test
    void an_answer_before_the_request_was_taken_whole_is_heard() throws Exception {
        ask("POST", "x".repeat(50_000_000));
        RawSocket asked = server.accept();
        asked.head();
        asked.say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        assertThat(heard.await().events).containsExactly("head 413", "ended");
        assertThat(asked.readAll().length()).isLessThan(50_000_000);
        asked.close();
    }

    @Test
    void an_answer_is_heard_though_the_server_resets_the_connection_behind_it() throws Exception {
        ask("POST", "x".repeat(50_000_000));
        RawSocket asked = server.accept();
        asked.head();
        asked.say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        asked.close();
        assertThat(heard.await().events).containsExactly("head 413", "ended");
    }

    @Test
    void nothing_is_told_before_the_call_returns() throws Exception {
        Origin nobody = Stage.local(1);
        stage.onLoop(() -> {
            Heard early = new Heard();
            client.send(
                    nobody, RequestHead.of("GET", "/", nobody), Unpooled.EMPTY_BUFFER, 1, early);
            assertThat(early.events).isEmpty();
        });
        Client none = stage.client(ClientOptions.usual().withPool(0, 0));
        stage.onLoop(() -> {
            none.send(
                    nobody,
                    RequestHead.of("GET", "/", nobody),
                    Unpooled.EMPTY_BUFFER,
                    1_000_000_000,
                    heard);
            assertThat(heard.events).isEmpty();
        });
        assertThat(heard.await().events).containsExactly("failed BUSY");
    }

    @Test
    void a_paused_answer_stops_the_server_until_it_is_resumed() throws Exception {
        AtomicLong received = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        Client.Call call =
                stage.send(
                        client,
                        server.origin(),
                        get(),
                        "",
                        new AnswerListener() {
                            @Override
                            public void head(int status, Headers headers) {}

                            @Override
                            public void part(ByteBuf bytes) {
                                received.addAndGet(bytes.readableBytes());
                                bytes.release();
                            }

                            @Override
                            public void ended() {}

                            @Override
                            public void failed(Failure failure) {}
                        });
        stage.onLoop(call::pause);
        RawSocket asked = server.accept();
        asked.head();
        asked.say("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        Thread endless =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                while (true) {
                                    asked.say(new byte[100_000]);
                                    sent.addAndGet(100_000);
                                }
                            } catch (java.io.IOException over) {
                                sent.addAndGet(1);
                            }
                        });
        awaitStandstill(sent);
        assertThat(received.get()).isLessThan(1_000_000);
        assertThat(sent.get()).isLessThan(32_000_000);
        stage.onLoop(call::resume);
        stage.await(() -> received.get() > 100_000_000);
        stage.onLoop(call::cancel);
        endless.join(5_000);
        assertThat(endless.isAlive()).as("the server still sends").isFalse();
    }

    static void awaitStandstill(AtomicLong counter) throws InterruptedException {
        long before = -1;
        for (int i = 0; i < 100; i++) {
            long now = counter.get();
            if (now == before && now > 0) {
                return;
            }
            before = now;
            Thread.sleep(200);
        }
        throw new AssertionError("it never stopped: " + before);
    }

    private void ask(String method, String body) {
        stage.send(
                client, server.origin(), RequestHead.of(method, "/", server.origin()), body, heard);
    }

    private RequestHead get() {
        return RequestHead.of("GET", "/", server.origin());
    }
}
