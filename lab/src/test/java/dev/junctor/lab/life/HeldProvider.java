package dev.junctor.lab.life;

import dev.junctor.wire.Caller;
import dev.junctor.wire.Listener;
import dev.junctor.wire.ListenerOptions;
import dev.junctor.wire.Loops;
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider whose streams say what a test tells them to, when it tells them to: each has a head and a first word and
 * goes on at {@link #say} and {@link #end}. The path's first segment is whose name it serves under.
 */
final class HeldProvider implements AutoCloseable {
    private final EventLoopGroup loops = Loops.start(1);
    private final Listener listener;
    private final Queue<Caller> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger gone = new AtomicInteger();

    HeldProvider() {
        this.listener = Listener.open(loops, ListenerOptions.loopback(0), loop -> new Holding());
    }

    /** Its base URL under a name. */
    String url(String name) {
        return "http://127.0.0.1:" + listener.port() + "/" + name;
    }

    /** How many streams are open. */
    int open() {
        return open.size();
    }

    /** How many callers hung up before the end. */
    int gone() {
        return gone.get();
    }

    /** How many requests came for a name with a key. */
    long asked(String name, String key) {
        String who = "/" + name + "/chat/completions Bearer " + key;
        return asked.stream().filter(who::equals).count();
    }

    /** A word in each stream. */
    void say(String word) {
        each(caller -> caller.write(event(word, "null")));
    }

    /** The end of each stream, with its usage. */
    void end() {
        each(caller -> {
            caller.write(event("", "\"stop\""));
            caller.write(
                    Unpooled.copiedBuffer(
                            "data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"model\":\"m\","
                                    + "\"choices\":[],\"usage\":{\"prompt_tokens\":10,"
                                    + "\"completion_tokens\":5,\"total_tokens\":15}}\n\n"
                                    + "data: [DONE]\n\n",
                            StandardCharsets.UTF_8));
            caller.end();
        });
        open.clear();
    }

    private interface Deed {
        void to(Caller caller);
    }

    private void each(Deed deed) {
        open.forEach(caller -> caller.loop().execute(() -> deed.to(caller)));
    }

    private static ByteBuf event(String word, String finish) {
        return Unpooled.copiedBuffer(
                "data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"delta\":{\"content\":\""
                        + word
                        + "\"},\"finish_reason\":"
                        + finish
                        + "}]}\n\n",
                StandardCharsets.UTF_8);
    }

    private final class Holding implements Service {
        @Override
        public void serve(Request request, Caller caller) {
            request.body().release();
            asked.add(request.path() + " " + request.headers().value("authorization"));
            caller.watch(
                    () -> {},
                    () -> {
                        gone.incrementAndGet();
                        open.remove(caller);
                    });
            caller.head(200, "Content-Type", "text/event-stream");
            caller.write(event("first", "null"));
            open.add(caller);
        }

        @Override
        public byte[] refusal(int status, String message, String target) {
            return message.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
