package dev.junctor.simulator.tell;

import dev.junctor.wire.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives a performance to a caller, on the caller's loop, never faster than the caller takes it. */
public final class Teller {
    private static final int GATHERED = 32 * 1_024;
    private static final int DEEDS_A_TURN = 512;

    private final Caller caller;
    private final List<Deed> deeds;
    private final Watcher watcher;
    private final StringBuilder text = new StringBuilder();
    private Voice.@Nullable EventWriter writer;
    private @Nullable Future<?> timer;
    private int at;
    private long dueNanos;
    private boolean over;
    private boolean blocked;

    private Teller(Caller caller, List<Deed> deeds, Watcher watcher) {
        this.caller = caller;
        this.deeds = deeds;
        this.watcher = watcher;
    }

    /** Who hears how it went: exactly one of these, once, before the caller can see it. */
    public interface Watcher {
        /** It was given to its end. */
        void completed();

        /** The caller hung up before. */
        void cancelled();

        /** It was cut, as ordered. */
        void cut();
    }

    /** Begins to give an answer. */
    public static void tell(Performance performance, Caller caller, Watcher watcher) {
        Teller teller = new Teller(caller, performance.deeds(), watcher);
        Telling telling = performance.telling();
        teller.writer = telling.voice().events(telling);
        teller.start();
    }

    /** Begins to do what is done instead of an answer. */
    public static void act(List<Deed> deeds, Caller caller, Watcher watcher) {
        new Teller(caller, deeds, watcher).start();
    }

    private void start() {
        dueNanos = now();
        caller.watch(this::drained, this::gone);
        run();
    }

    private long now() {
        return caller.loop().ticker().nanoTime();
    }

    private void drained() {
        if (blocked) {
            blocked = false;
            run();
        }
    }

    private void gone() {
        if (over) {
            return;
        }
        over = true;
        text.setLength(0);
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        watcher.cancelled();
    }

    private void run() {
        for (int done = 0; !over && at < deeds.size(); done++) {
            if (text.length() >= GATHERED) {
                flush();
            }
            if (text.isEmpty() && !caller.writable()) {
                blocked = true;
                return;
            }
            if (done == DEEDS_A_TURN) {
                nextTurn();
                return;
            }
            if (!doneWith(deeds.get(at++))) {
                return;
            }
        }
    }

    /** Does a deed; whether the next may follow at once. */
    private boolean doneWith(Deed deed) {
        switch (deed) {
            case Deed.Pause pause -> {
                return paused(pause.nanos());
            }
            case Deed.Turn turn -> {
                nextTurn();
                return false;
            }
            case Deed.Silence silence -> {
                flush();
                return false;
            }
            case Deed.Head head -> caller.head(head.status(), head.fields().toArray(String[]::new));
            case Deed.Say say -> say(say.step());
            case Deed.Raw raw -> raw(raw.bytes());
            case Deed.Answer answer -> {
                over = true;
                watcher.completed();
                caller.answer(
                        answer.status(),
                        Unpooled.wrappedBuffer(answer.body()),
                        answer.fields().toArray(String[]::new));
            }
            case Deed.End end -> {
                flush();
                over = true;
                watcher.completed();
                caller.end();
            }
            case Deed.Cut cut -> {
                flush();
                over = true;
                watcher.cut();
                caller.abort();
            }
        }
        return true;
    }

    private void say(Step step) {
        Voice.EventWriter events = writer;
        if (events != null) {
            events.write(step, text);
        }
    }

    private void raw(byte[] bytes) {
        flush();
        if (!over && bytes.length > 0) {
            caller.write(Unpooled.wrappedBuffer(bytes));
        }
    }

    private boolean paused(long nanos) {
        dueNanos += nanos;
        long wait = dueNanos - now();
        if (wait <= 0) {
            return true;
        }
        flush();
        timer = caller.loop().schedule(this::run, wait, TimeUnit.NANOSECONDS);
        return false;
    }

    private void nextTurn() {
        flush();
        timer = caller.loop().schedule(this::run, 1, TimeUnit.NANOSECONDS);
    }

    private void flush() {
        if (text.isEmpty() || over) {
            return;
        }
        ByteBuf bytes = ByteBufAllocator.DEFAULT.buffer(ByteBufUtil.utf8MaxBytes(text.length()));
        ByteBufUtil.writeUtf8(bytes, text);
        text.setLength(0);
        caller.write(bytes);
    }
}
