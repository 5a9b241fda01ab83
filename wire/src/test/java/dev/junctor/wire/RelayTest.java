package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener and a client on one loop, put together as a gateway puts them together. */
final class RelayTest {
    private static final long MB = 1 << 20;

    private final Stage stage = new Stage();
    private RawServer server;
    private int port;

    @BeforeEach
    void open() throws Exception {
        server = new RawServer();
        port = stage.listen(relay(server.origin())).port();
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
        server.close();
    }

    @Test
    void a_caller_that_does_not_read_stops_the_server_and_a_reading_one_gets_on() throws Exception {
        long before = directBytes();
        AtomicLong sent = new AtomicLong();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            try (RawSocket asked = server.accept()) {
                asked.head();
                asked.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                Thread endless = Thread.ofPlatform().daemon().start(() -> sayForEver(asked, sent));
                AnswerTest.awaitStandstill(sent);
                long stopped = sent.get();
                assertThat(stopped).as("bytes sent to nobody").isLessThan(32 * MB);
                assertThat(directBytes() - before).as("direct memory").isLessThan(16 * MB);
                long read = 0;
                while (read < 200 * MB) {
                    read += caller.socket().getInputStream().skip(MB);
                }
                assertThat(sent.get()).isGreaterThan(stopped + 100 * MB);
                assertThat(directBytes() - before).as("direct memory").isLessThan(16 * MB);
                caller.hangUp();
                endless.join(1_000);
                assertThat(endless.isAlive()).as("the server still sends").isFalse();
            }
        }
    }

    @Test
    void a_hang_up_reaches_a_silent_server_within_a_second() throws Exception {
        for (boolean withHead : new boolean[] {false, true}) {
            try (RawSocket caller = RawSocket.to(port)) {
                caller.head("GET / HTTP/1.1", "Host: x");
                try (RawSocket asked = server.accept()) {
                    asked.head();
                    if (withHead) {
                        asked.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        assertThat(caller.head()).startsWith("HTTP/1.1 200 OK");
                    }
                    long start = System.nanoTime();
                    caller.hangUp();
                    assertThat(asked.readAll()).isEmpty();
                    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
                }
            }
        }
    }

    @Test
    void what_comes_in_one_read_leaves_in_one_chunk() throws Exception {
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            try (RawSocket asked = server.accept()) {
                asked.head();
                StringBuilder burst = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    burst.append("3\r\nabc\r\n");
                }
                asked.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + burst);
                assertThat(caller.readOnce())
                        .isEqualTo(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12c\r\n"
                                        .concat("abc".repeat(100))
                                        .concat("\r\n"));
                asked.say("3\r\nabc\r\n0\r\n\r\n");
                assertThat(caller.readOnce()).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void a_cut_answer_is_cut_for_the_caller_as_well() throws Exception {
        try (RawSocket caller = RawSocket.to(port)) {
            caller.head("GET / HTTP/1.1", "Host: x");
            try (RawSocket asked = server.accept()) {
                asked.head();
                asked.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            }
            assertThat(caller.readAll()).endsWith("abc\r\n");
        }
    }

    @Test
    void loops_of_another_kind_do_as_well() throws Exception {
        EventLoopGroup plain = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        Clients clients = Clients.with(ClientOptions.usual());
        Listener listener =
                Listener.open(
                        plain,
                        ListenerOptions.loopback(0),
                        loop -> relay(clients.on(loop), server.origin()));
        try (RawSocket caller = RawSocket.to(listener.port())) {
            caller.head("GET / HTTP/1.1", "Host: x");
            try (RawSocket asked = server.accept()) {
                asked.head();
                asked.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                assertThat(caller.readUntil("abc\r\n")).contains("200 OK");
                caller.hangUp();
                assertThat(asked.readAll()).isEmpty();
            }
        } finally {
            listener.close();
            clients.close();
            plain.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void five_thousand_requests_leak_nothing() throws Exception {
        ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
        Logger log = Logger.getLogger(ResourceLeakDetector.class.getName());
        Handler watch = new Collecting(leaks);
        ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        log.addHandler(watch);
        try {
            int echoing = stage.listen(Scripted.echo()).port();
            int relaying = stage.listen(relay(Stage.local(echoing))).port();
            String body = "x".repeat(20_000);
            exchange(relaying, 200, body);
            long before = directBytes();
            exchange(relaying, 4_800, body);
            assertThat(directBytes() - before).as("direct memory").isLessThan(8 * MB);
            System.gc();
            Thread.sleep(100);
            exchange(relaying, 50, body);
            assertThat(leaks).isEmpty();
        } finally {
            log.removeHandler(watch);
            ResourceLeakDetector.setLevel(usual);
        }
    }

    private static void exchange(int port, int count, String body) throws Exception {
        try (RawSocket caller = RawSocket.to(port)) {
            for (int i = 0; i < count; i++) {
                String sent = i % 2 == 0 ? "small" : body;
                caller.head("POST / HTTP/1.1", "Host: x", "Content-Length: " + sent.length())
                        .say(sent);
                String head = caller.head();
                assertThat(head).startsWith("HTTP/1.1 200 OK");
                StringBuilder whole = new StringBuilder();
                while (true) {
                    int length = Integer.parseInt(caller.readUntil("\r\n").strip(), 16);
                    whole.append(caller.read(length));
                    caller.read(2);
                    if (length == 0) {
                        break;
                    }
                }
                assertThat(whole).hasToString("POST / " + sent);
            }
        }
    }

    private static void sayForEver(RawSocket asked, AtomicLong sent) {
        byte[] chunk = new byte[100_008];
        byte[] size = "186a0\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, chunk, 0, size.length);
        byte[] exact = java.util.Arrays.copyOf(chunk, size.length + 100_000 + 2);
        exact[exact.length - 2] = '\r';
        exact[exact.length - 1] = '\n';
        try {
            while (true) {
                asked.say(exact);
                sent.addAndGet(exact.length);
            }
        } catch (IOException cut) {
            sent.addAndGet(1);
        }
    }

    private static long directBytes() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /** Relays with back-pressure and cancels when the caller leaves. */
    private Scripted relay(Origin origin) {
        return relay(stage.client(ClientOptions.usual()), origin);
    }

    private static Scripted relay(Client client, Origin origin) {
        return (request, caller) -> {
            RequestHead head = RequestHead.of(request.method(), request.target(), origin);
            Relay relay = new Relay(caller);
            Client.Call call =
                    client.send(origin, head, request.body(), TimeUnit.SECONDS.toNanos(5), relay);
            relay.calls.add(call);
            caller.watch(call::resume, call::cancel);
        };
    }

    private static final class Relay implements AnswerListener {
        private final Caller caller;
        private final List<Client.Call> calls = new java.util.ArrayList<>();

        Relay(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void head(int status, Headers headers) {
            caller.head(status);
        }

        @Override
        public void part(ByteBuf bytes) {
            caller.write(bytes);
            if (!caller.writable()) {
                calls.getFirst().pause();
            }
        }

        @Override
        public void ended() {
            caller.end();
        }

        @Override
        public void failed(Failure failure) {
            if (failure.cause() == Cause.CUT) {
                caller.abort();
            } else {
                caller.answer(502, Unpooled.EMPTY_BUFFER);
            }
        }
    }

    private static final class Collecting extends Handler {
        private final ConcurrentLinkedQueue<String> messages;

        Collecting(ConcurrentLinkedQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
