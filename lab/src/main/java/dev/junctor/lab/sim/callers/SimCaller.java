package dev.junctor.lab.sim.callers;

import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.History;
import dev.junctor.lab.sim.world.Law;
import dev.junctor.lab.sim.world.SimChunk;
import dev.junctor.lab.sim.world.SimLoop;
import dev.junctor.lab.sim.world.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A caller: it takes what comes at its own pace, remembers all of it, and may leave. */
public final class SimCaller implements CallerStream {
    /** As much as a socket holds for a reader that keeps up. */
    private static final int USUAL_ROOM = 64 * 1024;

    /** What was on its way when it was blocked, and how the answer ends. */
    private static final int MOST_WRITES_WHILE_BLOCKED = 2;

    /** How it ended for the caller. */
    public enum End {
        /** It has not. */
        OPEN,
        /** The answer is complete, as far as HTTP tells. */
        COMPLETE,
        /** The gateway cut the connection. */
        ABORTED,
        /** It left. */
        LEFT,
        /** The gateway's process died. */
        CRASHED
    }

    private final Wish wish;
    private final SimLoop loop;
    private final Timeline timeline;
    private final History history;
    private final Consumer<SimCaller> over;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final int room;
    private int status;
    private End end = End.OPEN;
    private long endedNanos;
    private final long askedNanos;
    private long headNanos = Long.MAX_VALUE;
    private int unread;
    private boolean blocked;
    private boolean reads;
    private int writesWhileBlocked;
    private Runnable drained = () -> {};
    private Runnable gone = () -> {};

    /**
     * @param loop the one that serves it
     * @param over hears that it has ended in whatever way
     */
    public SimCaller(
            Wish wish, SimLoop loop, Timeline timeline, History history, Consumer<SimCaller> over) {
        this.wish = wish;
        this.loop = loop;
        this.timeline = timeline;
        this.history = history;
        this.over = over;
        this.askedNanos = timeline.now();
        this.room =
                switch (wish.manner()) {
                    case Wish.Manner.SlowReader slow -> 2 * slow.bytes();
                    case Wish.Manner.NeverReads never -> 300;
                    default -> USUAL_ROOM;
                };
        switch (wish.manner()) {
            case Wish.Manner.LeavesAfter leaves -> leaveAfter(leaves.nanos());
            case Wish.Manner.NeverReads never -> leaveAfter(never.leavesAfterNanos());
            default -> {}
        }
    }

    private void leaveAfter(long nanos) {
        timeline.at(
                timeline.now() + nanos,
                Timeline.Kind.DEED,
                loop.life(),
                () -> loop.deliver(this::leave));
    }

    private void leave() {
        if (end == End.OPEN) {
            tell("leaves");
            close(End.LEFT);
            gone.run();
        }
    }

    private void tell(String what) {
        history.tell(wish.number(), () -> "caller " + what);
    }

    private void close(End how) {
        end = how;
        endedNanos = timeline.now();
        over.accept(this);
    }

    /** The process that served it is dead. */
    public void crash() {
        if (end == End.OPEN) {
            tell("loses its connection: the process is dead");
            close(End.CRASHED);
        }
    }

    @Override
    public void answer(int answerStatus, Chunk chunk, String... names) {
        head(answerStatus, names);
        write(chunk);
        end();
    }

    @Override
    public void head(int answerStatus, String... names) {
        if (end == End.LEFT) {
            return;
        }
        check(status == 0 && end == End.OPEN, "a second head, or one after the end");
        status = answerStatus;
        headNanos = timeline.now();
        for (int i = 0; i < names.length; i += 2) {
            fields.put(names[i].toLowerCase(Locale.ROOT), names[i + 1]);
        }
        tell("gets status " + answerStatus);
    }

    @Override
    public void write(Chunk chunk) {
        byte[] bytes = SimChunk.drain(chunk);
        if (end == End.LEFT) {
            return;
        }
        check(status != 0 && end == End.OPEN, "bytes before the head or after the end");
        writesWhileBlocked = blocked ? writesWhileBlocked + 1 : 0;
        Broken.unless(
                writesWhileBlocked <= MOST_WRITES_WHILE_BLOCKED,
                Law.RESOURCES,
                wish.number(),
                "more and more was written to a caller that takes nothing");
        body.writeBytes(bytes);
        unread += bytes.length;
        if (wish.manner() instanceof Wish.Manner.LeavesAtByte leaves
                && body.size() >= leaves.bytes()) {
            timeline.at(
                    timeline.now(),
                    Timeline.Kind.DEED,
                    loop.life(),
                    () -> loop.deliver(this::leave));
        }
        read();
    }

    /** Takes what waits, at once or bit by bit. */
    private void read() {
        switch (wish.manner()) {
            case Wish.Manner.NeverReads never -> {}
            case Wish.Manner.SlowReader slow -> {
                if (!reads && unread > 0) {
                    reads = true;
                    timeline.at(
                            timeline.now() + slow.everyNanos(),
                            Timeline.Kind.DEED,
                            loop.life(),
                            () -> loop.deliver(() -> sip(slow.bytes())));
                }
            }
            default -> unread = 0;
        }
    }

    private void sip(int bytes) {
        reads = false;
        unread -= Math.min(unread, bytes);
        if (blocked && unread < room && end == End.OPEN) {
            blocked = false;
            drained.run();
        }
        read();
    }

    @Override
    public boolean writable() {
        blocked = blocked || unread >= room;
        return !blocked;
    }

    @Override
    public void end() {
        if (end == End.LEFT) {
            return;
        }
        check(status != 0 && end == End.OPEN, "a second end, or one without a head");
        tell("has all of it, " + body.size() + " bytes");
        close(End.COMPLETE);
    }

    @Override
    public void abort() {
        if (end == End.OPEN) {
            tell("is cut off");
            close(End.ABORTED);
        }
    }

    @Override
    public void watch(Runnable onDrained, Runnable onGone) {
        drained = onDrained;
        gone = onGone;
        if (end == End.LEFT) {
            timeline.at(
                    timeline.now(), Timeline.Kind.DEED, loop.life(), () -> loop.deliver(onGone));
        }
    }

    private void check(boolean holds, String what) {
        Broken.unless(holds, Law.BYTES, wish.number(), "the caller was given " + what);
    }

    /** What it wanted. */
    public Wish wish() {
        return wish;
    }

    /** The status that it got; 0 for none. */
    public int status() {
        return status;
    }

    /** A header of the answer; empty when absent. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** All that came. */
    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** How it ended. */
    public End ending() {
        return end;
    }

    /** When it asked. */
    public long askedNanos() {
        return askedNanos;
    }

    /** When the head of an answer came; the greatest number for never. */
    public long headNanos() {
        return headNanos;
    }

    /** When it ended. */
    public long endedNanos() {
        return endedNanos;
    }
}
