package dev.junctor.lab.kit;

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

/** A provider that works on so many requests at one time and refuses others with 429, as many do. */
public final class BusyProvider implements AutoCloseable {
    private static final String ANSWER =
            "{\"id\":\"x1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                    + "\"completion_tokens\":1,\"total_tokens\":11}}";
    private static final String BUSY =
            "{\"error\":{\"message\":\"Too many requests at one time\",\"type\":\"rate_limit_error\","
                    + "\"code\":\"rate_limit_exceeded\"}}";

    private final EventLoopGroup loops = Loops.start(1);
    private final int places;
    private final Work work;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Listener listener;

    /** How long it works on a request. */
    public interface Work {
        /** Runs {@code answer} on the caller's loop when it is done. */
        void begin(Caller caller, Runnable answer);
    }

    /** Opens it on a free port. */
    public BusyProvider(int places, Work work) {
        this.places = places;
        this.work = work;
        this.listener = Listener.open(loops, ListenerOptions.loopback(0), loop -> new Working());
    }

    /** Work that always takes as long. */
    public static Work taking(long millis) {
        return (caller, answer) -> {
            var _ = caller.loop().schedule(answer, millis, TimeUnit.MILLISECONDS);
        };
    }

    /** Its base URL. */
    public String url() {
        return "http://127.0.0.1:" + listener.port() + "/v1";
    }

    /** How many it worked on at one time at most. */
    public int most() {
        return most.get();
    }

    /** How many it works on. */
    public int atWork() {
        return atWork.get();
    }

    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /** Work that a test ends, one request after the other. */
    public static final class Held implements Work {
        private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();

        @Override
        public void begin(Caller caller, Runnable answer) {
            answers.add(() -> caller.loop().execute(answer));
        }

        /** Answers what was asked first; whether anybody waited. */
        public boolean release() {
            Runnable first = answers.poll();
            if (first != null) {
                first.run();
            }
            return first != null;
        }
    }

    private final class Working implements Service {
        @Override
        public void serve(Request request, Caller caller) {
            request.body().release();
            int now = atWork.incrementAndGet();
            if (now > places) {
                atWork.decrementAndGet();
                caller.answer(429, bytes(BUSY), "Content-Type", "application/json");
                return;
            }
            most.accumulateAndGet(now, Math::max);
            One one = new One(caller);
            caller.watch(() -> {}, one::over);
            work.begin(caller, one::answer);
        }

        @Override
        public byte[] refusal(int status, String message, String target) {
            return message.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** One request at work, on its loop. */
    private final class One {
        private final Caller caller;
        private boolean over;

        One(Caller caller) {
            this.caller = caller;
        }

        void answer() {
            if (!over) {
                over();
                caller.answer(200, bytes(ANSWER), "Content-Type", "application/json");
            }
        }

        void over() {
            if (!over) {
                over = true;
                atWork.decrementAndGet();
            }
        }
    }
}
