package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private final Stage stage = new Stage();

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void a_head_too_large_is_refused() throws Exception {
        int port = listen(usual().withHead(1000, 50));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x", "X-A: " + "a".repeat(900));
            assertThat(caller.answer()).startsWith("200 ");
            caller.head("GET / HTTP/1.1", "Host: x", "X-A: " + "a".repeat(1000));
            assertThat(caller.answer()).startsWith("431 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void a_request_line_too_large_is_refused() throws Exception {
        int port = listen(usual().withHead(1000, 50));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET /" + "a".repeat(1000) + " HTTP/1.1", "Host: x");
            assertThat(caller.answer()).startsWith("431 ");
        }
    }

    @Test
    void an_endless_head_is_refused_before_it_ends() throws Exception {
        int port = listen(usual().withHead(1000, 50));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.say("GET / HTTP/1.1\r\nX-A: " + "a".repeat(2000));
            assertThat(caller.answer()).startsWith("431 ");
        }
    }

    @Test
    void too_many_headers_are_refused() throws Exception {
        int port = listen(usual().withHead(64 * 1024, 3));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x", "A: 1", "B: 2");
            assertThat(caller.answer()).startsWith("200 ");
            caller.head("GET / HTTP/1.1", "Host: x", "A: 1", "B: 2", "C: 3");
            assertThat(caller.answer()).startsWith("431 ");
        }
    }

    @Test
    void a_body_too_large_is_refused_at_its_announcement() throws Exception {
        int port = listen(usual().withBody(10, 1000));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 10").say("0123456789");
            assertThat(caller.answer()).isEqualTo("200 POST / 0123456789");
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 11");
            assertThat(caller.answer()).startsWith("413 ");
        }
    }

    @Test
    void who_asks_first_is_refused_instead_of_told_to_go_on() throws Exception {
        int port = listen(usual().withBody(10, 1000));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: 11", "Expect: 100-continue");
            assertThat(caller.answer()).startsWith("413 ");
        }
    }

    @Test
    void a_body_in_chunks_is_refused_once_it_is_too_large() throws Exception {
        int port = listen(usual().withBody(10, 1000));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
            caller.say("5\r\n01234\r\n5\r\n56789\r\n");
            caller.say("1\r\nx\r\n0\r\n\r\n");
            assertThat(caller.answer()).startsWith("413 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void a_refused_body_is_read_on_so_that_its_sender_sees_the_refusal() throws Exception {
        int port = listen(usual().withBody(1000, 64L << 20));
        try (RawSocket caller = RawSocket.to(port)) {
            int length = 20 << 20;
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: " + length);
            caller.say(new byte[length]);
            assertThat(caller.answer()).startsWith("413 ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void a_refused_body_is_not_read_for_ever() throws Exception {
        int port = listen(usual().withBody(1000, 1 << 20));
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: " + (1L << 40));
            byte[] piece = new byte[1 << 20];
            int pieces = 0;
            try {
                while (pieces < 100) {
                    caller.say(piece);
                    pieces++;
                }
            } catch (java.io.IOException cut) {
                assertThat(cut).isInstanceOf(java.net.SocketException.class);
            }
            assertThat(pieces).isLessThan(100);
        }
    }

    @Test
    void bodies_of_all_callers_together_have_a_bound() throws Exception {
        List<Runnable> answers = new ArrayList<>();
        int port =
                stage.listen(
                                ListenerOptions.loopback(0)
                                        .withLimits(
                                                usual().withBody(1000, 10_000).withBodies(1500)),
                                (Scripted)
                                        (request, caller) ->
                                                answers.add(() ->
                                                        Scripted.echo().serve(request, caller)))
                        .port();
        String half = "a".repeat(900);
        try (RawSocket one = RawSocket.to(port);
                RawSocket two = RawSocket.to(port);
                RawSocket three = RawSocket.to(port)) {
            one.head("POST /1 HTTP/1.1", "Host: x", "Content-Length: 900").say(half);
            stage.onLoopWhen(() -> !answers.isEmpty(), () -> {});
            two.head("POST /2 HTTP/1.1", "Host: x", "Content-Length: 900").say(half);
            assertThat(two.head()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");

            stage.onLoopWhen(() -> true, () -> answers.removeFirst().run());
            assertThat(one.answer()).isEqualTo("200 POST /1 " + half);
            three.head("POST /3 HTTP/1.1", "Host: x", "Content-Length: 900").say(half);
            stage.onLoopWhen(() -> !answers.isEmpty(), () -> answers.removeFirst().run());
            assertThat(three.answer()).isEqualTo("200 POST /3 " + half);
        }
    }

    @Test
    void room_for_bodies_comes_back_whatever_becomes_of_them() throws Exception {
        int port = listen(usual().withBody(1000, 10_000).withBodies(1000).withCounts(1, 100));
        String body = "a".repeat(900);
        String post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n";
        for (int i = 0; i < 5; i++) {
            try (RawSocket left = RawSocket.to(port)) {
                left.say(post + body.substring(1)); // and is gone
            }
            try (RawSocket broken = RawSocket.to(port)) {
                broken.head("POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
                broken.say("384\r\n" + body + "\r\nnonsense\r\n");
                assertThat(broken.answer()).startsWith("400 ");
            }
        }
        String answer = "503 ";
        for (int i = 0; i < 100 && answer.startsWith("503 "); i++) { // until hang-ups were noticed
            try (RawSocket caller = RawSocket.to(port)) {
                answer = caller.say(post + body).answer();
            }
        }
        assertThat(answer).isEqualTo("200 POST / " + body);
    }

    @Test
    void a_connection_too_many_is_refused() throws Exception {
        int port = listen(usual().withCounts(16, 2));
        try (RawSocket one = RawSocket.to(port);
                RawSocket two = RawSocket.to(port)) {
            assertThat(one.head("GET / HTTP/1.1", "Host: x").answer()).startsWith("200 ");
            assertThat(two.head("GET / HTTP/1.1", "Host: x").answer()).startsWith("200 ");
            try (RawSocket three = RawSocket.to(port)) {
                assertThat(three.head("GET / HTTP/1.1", "Host: x").answer()).startsWith("503 ");
            }
            assertThat(one.head("GET / HTTP/1.1", "Host: x").answer()).startsWith("200 ");
        }
        String later = "";
        for (int i = 0; i < 100 && !later.startsWith("200 "); i++) {
            try (RawSocket caller = RawSocket.to(port)) {
                later = caller.head("GET / HTTP/1.1", "Host: x").answer();
            }
        }
        assertThat(later).as("once the others have left").startsWith("200 ");
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws Exception {
        List<Runnable> answers = new ArrayList<>();
        int port =
                stage.listen(
                                (Scripted)
                                        (request, caller) ->
                                                answers.add(() ->
                                                        Scripted.echo().serve(request, caller)))
                        .port();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.say(get("/1") + get("/2") + get("/3"));
            for (int i = 1; i <= 3; i++) {
                stage.onLoopWhen(() -> !answers.isEmpty(), () -> answers.removeFirst().run());
                assertThat(caller.answer()).isEqualTo("200 GET /" + i + " ");
            }
        }
    }

    @Test
    void pipelined_requests_that_are_answered_at_once_keep_their_order_as_well() throws Exception {
        int port = listen(usual());
        try (RawSocket caller = RawSocket.to(port)) {
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                script.append(get("/" + i));
            }
            caller.say(script.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(caller.answer()).isEqualTo("200 GET /" + i + " ");
            }
        }
    }

    @Test
    void too_many_pipelined_requests_are_refused_in_their_place() throws Exception {
        AtomicInteger served = new AtomicInteger();
        List<Runnable> answers = new ArrayList<>();
        ListenerOptions options =
                ListenerOptions.loopback(0).withLimits(usual().withCounts(2, 100));
        int port =
                stage.listen(
                                options,
                                (Scripted)
                                        (request, caller) -> {
                                            served.incrementAndGet();
                                            answers.add(
                                                    () -> Scripted.echo().serve(request, caller));
                                        })
                        .port();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.say(get("/1") + get("/2") + get("/3") + get("/4") + get("/5"));
            for (int i = 1; i <= 3; i++) {
                stage.onLoopWhen(() -> !answers.isEmpty(), () -> answers.removeFirst().run());
                assertThat(caller.answer()).isEqualTo("200 GET /" + i + " ");
            }
            assertThat(caller.answer()).startsWith("503 ");
            assertThat(caller.readAll()).isEmpty();
            assertThat(served).hasValue(3);
        }
    }

    @Test
    void a_request_may_come_byte_by_byte() throws Exception {
        int port = listen(usual());
        try (RawSocket caller = RawSocket.to(port)) {
            String script =
                    "POST /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .concat("3;note=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
            caller.sayByteByByte(script);
            assertThat(caller.answer()).isEqualTo("200 POST /slow abcde");
        }
    }

    @Test
    void a_body_of_parts_of_all_sizes_arrives_as_it_was_sent() throws Exception {
        int port = listen(usual());
        StringBuilder body = new StringBuilder();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
            for (int i = 0; i < 300; i++) {
                String part = String.valueOf((char) ('a' + i % 26)).repeat(1 + i * 7919 % 30_000);
                body.append(part);
                caller.say(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            caller.say("0\r\n\r\n");
            assertThat(caller.answer()).isEqualTo("200 POST / " + body);
        }
    }

    private int listen(ListenerOptions.Limits limits) {
        return stage.listen(ListenerOptions.loopback(0).withLimits(limits), Scripted.echo()).port();
    }

    private static ListenerOptions.Limits usual() {
        return ListenerOptions.Limits.usual();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
