package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections are used again. */
final class PoolTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Stage stage = new Stage();
    private RawServer server;

    @BeforeEach
    void open() throws Exception {
        server = new RawServer();
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
        server.close();
    }

    @Test
    void a_connection_is_used_again() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        Heard first = ask(client, "/1");
        try (RawSocket asked = server.accept()) {
            assertThat(asked.head()).startsWith("POST /1 ");
            asked.read(4);
            asked.say(OK);
            first.await();
            Heard second = ask(client, "/2");
            assertThat(asked.head()).startsWith("POST /2 ");
            asked.read(4);
            asked.say(OK);
            assertThat(second.await().text()).isEqualTo("ok");
        }
    }

    @Test
    void the_one_used_last_is_used_next() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        Heard first = ask(client, "/1");
        Heard second = ask(client, "/2");
        try (RawSocket one = server.accept();
                RawSocket two = server.accept()) {
            one.head();
            one.read(4);
            two.head();
            two.read(4);
            two.say(OK);
            stage.await(() -> first.over() || second.over());
            one.say(OK);
            first.await();
            second.await();
            ask(client, "/3");
            assertThat(one.head()).startsWith("POST /3 ");
        }
    }

    @Test
    void a_connection_that_the_server_ends_is_not_used_again() throws Exception {
        List<String> answers =
                List.of(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                        OK + "surplus",
                        OK + OK);
        for (String answer : answers) {
            Client client = stage.client(ClientOptions.usual());
            Heard first = ask(client, "/1");
            try (RawSocket one = server.accept()) {
                one.head();
                one.read(4);
                one.say(answer);
                assertThat(first.await().text()).isEqualTo("ok");
                ask(client, "/2");
                assertThat(one.readAll()).as("after %s", answer).isEmpty();
                try (RawSocket two = server.accept()) {
                    assertThat(two.head()).startsWith("POST /2 ");
                }
            }
        }
    }

    @Test
    void bytes_that_nobody_asked_for_end_an_idle_connection() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        Heard first = ask(client, "/1");
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            one.say(OK);
            first.await();
            one.say("HTTP/1.1 200 OK\r\n");
            assertThat(one.readAll()).isEmpty();
        }
    }

    @Test
    void an_unused_connection_is_closed() throws Exception {
        Client client =
                stage.client(
                        ClientOptions.usual()
                                .withAges(Duration.ofMillis(100), Duration.ofMinutes(1)));
        Heard first = ask(client, "/1");
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            one.say(OK);
            first.await();
            assertThat(one.readAll()).isEmpty();
        }
    }

    @Test
    void an_old_connection_is_used_no_more_but_never_cut() throws Exception {
        Client client =
                stage.client(
                        ClientOptions.usual()
                                .withAges(Duration.ofMinutes(1), Duration.ofMillis(100)));
        Heard first = ask(client, "/1");
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            Thread.sleep(300);
            one.say(OK);
            assertThat(first.await().text()).isEqualTo("ok");
            assertThat(one.readAll()).isEmpty();
        }
    }

    @Test
    void a_request_waits_for_a_connection_when_there_are_enough() throws Exception {
        Client client = stage.client(ClientOptions.usual().withPool(1, 5));
        Heard first = ask(client, "/1");
        Heard second = ask(client, "/2");
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            assertThat(server.isAskedWithin(50)).isFalse();
            one.say(OK);
            first.await();
            assertThat(one.head()).startsWith("POST /2 ");
            one.read(4);
            one.say(OK);
            assertThat(second.await().text()).isEqualTo("ok");
        }
    }

    @Test
    void who_waits_gets_a_new_connection_when_the_busy_one_ends() throws Exception {
        Client client = stage.client(ClientOptions.usual().withPool(1, 5));
        Heard first = ask(client, "/1");
        Heard second = ask(client, "/2");
        try (RawSocket one = server.accept()) {
            one.head();
        }
        assertThat(first.await().events).containsExactly("failed CLOSED");
        try (RawSocket two = server.accept()) {
            assertThat(two.head()).startsWith("POST /2 ");
            two.read(4);
            two.say(OK);
            assertThat(second.await().text()).isEqualTo("ok");
        }
    }

    @Test
    void the_queue_is_bounded_in_number_and_in_time() throws Exception {
        Client client = stage.client(ClientOptions.usual().withPool(1, 1));
        ask(client, "/1");
        try (RawSocket one = server.accept()) {
            one.head();
            Heard second = ask(client, "/2", Duration.ofMillis(100));
            Heard third = ask(client, "/3");
            assertThat(third.await().events).containsExactly("failed BUSY");
            assertThat(second.over()).isFalse();
            assertThat(second.await().events).containsExactly("failed BUSY");
        }
    }

    @Test
    void a_request_on_a_stale_connection_is_sent_again_on_a_new_one() throws Exception {
        for (String body : List.of("body", "x".repeat(100_000))) {
            Client client = stage.client(ClientOptions.usual());
            Heard second = askOnStale(client, body);
            try (RawSocket two = server.accept()) {
                assertThat(two.head()).startsWith("POST /2 ");
                assertThat(two.read(body.length())).isEqualTo(body);
                two.say(OK);
                assertThat(second.await().text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void it_is_sent_again_when_the_server_closes_on_seeing_it_but_once_only() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        Heard first = ask(client, "/1");
        RawSocket one = server.accept();
        one.head();
        one.read(4);
        one.say(OK);
        first.await();
        Heard second = ask(client, "/2");
        one.head();
        one.close();
        server.accept().close();
        assertThat(second.await().events).containsExactly("failed CLOSED");
        assertThat(server.isAskedWithin(50)).isFalse();
    }

    @Test
    void nothing_is_sent_again_after_the_first_byte_of_an_answer() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        Heard first = ask(client, "/1");
        RawSocket one = server.accept();
        one.head();
        one.read(4);
        one.say(OK);
        first.await();
        Heard second = ask(client, "/2");
        one.head();
        one.read(4);
        one.say("H");
        one.close();
        assertThat(second.await().events).containsExactly("failed CLOSED");
        assertThat(server.isAskedWithin(50)).isFalse();
    }

    @Test
    void nothing_is_sent_again_from_a_new_connection() throws Exception {
        Heard first = ask(stage.client(ClientOptions.usual()), "/1");
        RawSocket one = server.accept();
        one.head();
        one.close();
        assertThat(first.await().events).containsExactly("failed CLOSED");
        assertThat(server.isAskedWithin(50)).isFalse();
    }

    @Test
    void a_cancelled_request_closes_its_connection_at_once() throws Exception {
        Client client = stage.client(ClientOptions.usual().withPool(1, 1));
        Heard first = new Heard();
        Client.Call call = send(client, "/1", Duration.ofSeconds(5), "body", first);
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            long start = System.nanoTime();
            stage.onLoop(call::cancel);
            assertThat(one.readAll()).isEmpty();
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        }
        Heard second = ask(client, "/2");
        try (RawSocket two = server.accept()) {
            assertThat(two.head()).startsWith("POST /2 ");
            two.read(4);
            two.say(OK);
            second.await();
        }
        assertThat(first.events).isEmpty();
    }

    @Test
    void a_cancelled_request_that_waits_is_never_sent() throws Exception {
        Client client = stage.client(ClientOptions.usual().withPool(1, 1));
        Heard first = ask(client, "/1");
        Heard second = new Heard();
        Client.Call call = send(client, "/2", Duration.ofSeconds(5), "body", second);
        stage.onLoop(call::cancel);
        Heard third = ask(client, "/3");
        try (RawSocket one = server.accept()) {
            one.head();
            one.read(4);
            one.say(OK);
            first.await();
            assertThat(one.head()).startsWith("POST /3 ");
            one.read(4);
            one.say(OK);
            third.await();
        }
        assertThat(second.events).isEmpty();
    }

    @Test
    void connecting_ends_in_time_or_when_it_is_cancelled() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                crowd.add(socket);
                Thread.startVirtualThread(() -> {
                    try {
                        socket.connect(deaf.getLocalSocketAddress());
                    } catch (java.io.IOException full) {
                        assertThat(full).isNotNull();
                    }
                });
            }
            Thread.sleep(100);
            Client client = stage.client(ClientOptions.usual());
            Origin origin = Stage.local(deaf.getLocalPort());
            RequestHead head = RequestHead.of("GET", "/", origin);
            Heard late = new Heard();
            stage.send(client, origin, head, "", Duration.ofMillis(200), late);
            Heard cancelled = new Heard();
            Client.Call call =
                    stage.send(client, origin, head, "", Duration.ofMillis(200), cancelled);
            stage.onLoop(call::cancel);
            assertThat(late.await().events).containsExactly("failed CONNECT_TIMEOUT");
            Thread.sleep(100);
            assertThat(cancelled.events).isEmpty();
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void nobody_there_is_said_so() throws Exception {
        int free = server.port();
        server.close();
        Client client = stage.client(ClientOptions.usual());
        Origin origin = Stage.local(free);
        Heard heard = new Heard();
        stage.send(client, origin, RequestHead.of("GET", "/", origin), "", heard);
        assertThat(heard.await().events).containsExactly("failed CONNECT");
        assertThat(heard.text()).contains("127.0.0.1:" + free).contains("refused");
    }

    @Test
    void a_connection_reads_again_after_an_answer_that_was_paused_to_its_end() throws Exception {
        Client client = stage.client(ClientOptions.usual());
        List<Client.Call> calls = new ArrayList<>();
        Heard first = new Heard();
        AnswerListener pausing =
                new AnswerListener() {
                    @Override
                    public void head(int status, Headers headers) {
                        calls.getFirst().pause();
                    }

                    @Override
                    public void part(ByteBuf bytes) {
                        first.part(bytes);
                    }

                    @Override
                    public void ended() {
                        first.ended();
                    }

                    @Override
                    public void failed(Failure failure) {
                        first.failed(failure);
                    }
                };
        RequestHead head = RequestHead.of("GET", "/1", server.origin());
        calls.add(stage.send(client, server.origin(), head, "", pausing));
        try (RawSocket one = server.accept()) {
            one.head();
            one.say(OK);
            assertThat(first.await().text()).isEqualTo("ok");
            Heard second = ask(client, "/2");
            one.head();
            one.read(4);
            one.say(OK);
            assertThat(second.await().text()).isEqualTo("ok");
        }
    }

    /** Uses a connection, then asks on it again in the turn in which the server closes it. */
    private Heard askOnStale(Client client, String body) throws Exception {
        Heard first = ask(client, "/1");
        RawSocket one = server.accept();
        one.head();
        one.read(4);
        one.say(OK);
        first.await();
        stage.onLoop(() -> {});
        Heard second = new Heard();
        RequestHead head = RequestHead.of("POST", "/2", server.origin());
        stage.onLoop(() -> {
            one.hangUpNow();
            client.send(
                    server.origin(),
                    head,
                    Unpooled.copiedBuffer(body, StandardCharsets.UTF_8),
                    5_000_000_000L,
                    second);
        });
        return second;
    }

    private Heard ask(Client client, String target) {
        return ask(client, target, Duration.ofSeconds(5));
    }

    private Heard ask(Client client, String target, Duration connect) {
        Heard heard = new Heard();
        send(client, target, connect, "body", heard);
        return heard;
    }

    private Client.Call send(
            Client client, String target, Duration connect, String body, Heard heard) {
        RequestHead head = RequestHead.of("POST", target, server.origin());
        return stage.send(client, server.origin(), head, body, connect, heard);
    }
}
