package dev.junctor.lab.kit;

import dev.junctor.wire.Caller;
import dev.junctor.wire.Listener;
import dev.junctor.wire.ListenerOptions;
import dev.junctor.wire.Loops;
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A provider that gives one answer, byte for byte and in the parts that a test wants, and keeps what it was asked. */
public final class RecordedProvider implements AutoCloseable {
    private static final Recording NOTHING = new Recording(500, List.of(), List.of());
    private static final Asked NOBODY = new Asked("", "", "", "");

    private final EventLoopGroup loops = Loops.start(1);
    private final Listener listener;
    private final AtomicReference<Recording> next = new AtomicReference<>(NOTHING);
    private final AtomicReference<Asked> asked = new AtomicReference<>(NOBODY);

    /**
     * An answer.
     *
     * @param fields header names and values in turn
     * @param parts of the body, each sent by itself
     */
    public record Recording(int status, List<String> fields, List<byte[]> parts) {
        /** An answer in one piece. */
        public static Recording whole(int status, String contentType, byte[] body) {
            return new Recording(status, List.of("Content-Type", contentType), List.of(body));
        }

        /**
         * A stream of events.
         *
         * @param sizes of the parts that it comes in; the rest comes in one part
         */
        public static Recording stream(byte[] body, List<Integer> sizes) {
            List<byte[]> parts = new ArrayList<>();
            int from = 0;
            for (int size : sizes) {
                int to = Math.min(body.length, from + size);
                if (to > from) {
                    parts.add(Arrays.copyOfRange(body, from, to));
                }
                from = to;
            }
            if (from < body.length) {
                parts.add(Arrays.copyOfRange(body, from, body.length));
            }
            return new Recording(200, List.of("Content-Type", "text/event-stream"), parts);
        }
    }

    /** What came last; the body as text. */
    public record Asked(String method, String path, String authorization, String text) {}

    /** Opens it on a free port. */
    public RecordedProvider() {
        this.listener = Listener.open(loops, ListenerOptions.loopback(0), loop -> new Replaying());
    }

    /** Its base URL. */
    public String url() {
        return "http://127.0.0.1:" + listener.port() + "/v1";
    }

    /** What it answers from now on. */
    public void answers(Recording recording) {
        asked.set(NOBODY);
        next.set(recording);
    }

    /** What it was asked last, since the answer was set. */
    public Asked asked() {
        return asked.get();
    }

    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private final class Replaying implements Service {
        @Override
        public void serve(Request request, Caller caller) {
            String body = request.body().toString(StandardCharsets.UTF_8);
            request.body().release();
            asked.set(
                    new Asked(
                            request.method(),
                            request.path(),
                            request.headers().value("authorization"),
                            body));
            Recording recording = next.get();
            String[] fields = recording.fields().toArray(String[]::new);
            List<byte[]> parts = recording.parts();
            if (parts.size() == 1) {
                caller.answer(recording.status(), Unpooled.wrappedBuffer(parts.getFirst()), fields);
            } else {
                caller.head(recording.status(), fields);
                send(parts, 0, caller);
            }
        }

        /** Each part leaves in a turn of the loop of its own. */
        private void send(List<byte[]> parts, int at, Caller caller) {
            if (at == parts.size()) {
                caller.end();
                return;
            }
            caller.write(Unpooled.wrappedBuffer(parts.get(at)));
            caller.loop().execute(() -> send(parts, at + 1, caller));
        }

        @Override
        public byte[] refusal(int status, String message, String target) {
            return message.getBytes(StandardCharsets.UTF_8);
        }
    }
}
