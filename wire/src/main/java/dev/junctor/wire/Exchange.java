package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** One request on a caller's connection, and the way back for its answer. */
final class Exchange implements Caller {
    private static final int COPIED_BYTES = 4 * 1024;
    private static final String ANOTHER_THREAD = "this caller belongs to another thread";
    private static final int GATHERED_BYTES = 64 * 1024;

    private final CallerConnection connection;
    private final Channel channel;
    private final Kind kind;
    private @Nullable ChunkOutlet outlet;
    private State state = State.UNANSWERED;
    private boolean full;
    private Runnable drained = Exchange::nothing;
    private Runnable gone = Exchange::nothing;

    /**
     * What a request's head says of its answer.
     *
     * @param bodiless it is HEAD
     * @param chunks the caller understands chunks; otherwise a body without a length ends with the connection
     * @param keepAlive the caller would keep the connection
     */
    record Kind(boolean bodiless, boolean chunks, boolean keepAlive) {}

    private enum State {
        UNANSWERED,
        HEADED,
        ENDED,
        GONE
    }

    Exchange(CallerConnection connection, Channel channel, Kind kind) {
        this.connection = connection;
        this.channel = channel;
        this.kind = kind;
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void answer(int status, ByteBuf body, String... fields) {
        if (!channel.eventLoop().inEventLoop()) {
            body.release();
            throw new IllegalStateException(ANOTHER_THREAD);
        }
        if (state != State.UNANSWERED) {
            body.release();
            mustNotBe(State.HEADED);
            return;
        }
        int length = body.readableBytes();
        boolean sent = length > 0 && !kind.bodiless && !lengthless(status);
        boolean copied = sent && length <= COPIED_BYTES;
        ByteBuf out;
        try {
            HeadWriter.Framing framing =
                    lengthless(status)
                            ? new HeadWriter.Framing.Unsaid()
                            : new HeadWriter.Framing.Length(length);
            out =
                    HeadWriter.head(
                            channel.alloc(), status, fields, framing, after(), copied ? length : 0);
        } catch (IllegalArgumentException refused) {
            body.release();
            throw refused;
        }
        if (copied) {
            out.writeBytes(body);
        }
        channel.write(out, channel.voidPromise());
        if (sent && !copied) {
            channel.write(body, channel.voidPromise());
        } else {
            body.release();
        }
        end(State.ENDED);
    }

    @Override
    public void head(int status, String... fields) {
        if (!channel.eventLoop().inEventLoop()) {
            throw new IllegalStateException(ANOTHER_THREAD);
        }
        if (state != State.UNANSWERED) {
            mustNotBe(State.HEADED);
            return;
        }
        boolean none = kind.bodiless || lengthless(status);
        ChunkOutlet.Body body =
                none
                        ? ChunkOutlet.Body.NONE
                        : kind.chunks ? ChunkOutlet.Body.CHUNKED : ChunkOutlet.Body.BARE;
        HeadWriter.Framing framing =
                body == ChunkOutlet.Body.CHUNKED
                        ? new HeadWriter.Framing.Chunked()
                        : new HeadWriter.Framing.Unsaid();
        ByteBuf out =
                HeadWriter.head(channel.alloc(), status, fields, framing, after(), COPIED_BYTES);
        outlet = new ChunkOutlet(channel, body, out);
        state = State.HEADED;
        connection.sendSoon();
    }

    @Override
    public void write(ByteBuf part) {
        ChunkOutlet out = outlet;
        if (state != State.HEADED || out == null) {
            part.release();
            mustNotBe(State.UNANSWERED);
            return;
        }
        out.add(part);
        if (out.bytes() >= GATHERED_BYTES) {
            out.pass();
            channel.flush();
        } else {
            connection.sendSoon();
        }
    }

    @Override
    public boolean writable() {
        boolean takesMore = channel.isWritable();
        full |= !takesMore;
        return takesMore;
    }

    @Override
    public void end() {
        ChunkOutlet out = outlet;
        if (state != State.HEADED || out == null) {
            mustNotBe(State.UNANSWERED);
            return;
        }
        out.passLast();
        end(State.ENDED);
    }

    @Override
    public void abort() {
        if (state == State.UNANSWERED || state == State.HEADED) {
            pass();
            channel.flush();
            forget(State.ENDED);
            connection.cut();
        }
    }

    @Override
    public void watch(Runnable whenDrained, Runnable whenGone) {
        if (state == State.GONE) {
            channel.eventLoop().execute(whenGone);
        } else if (state != State.ENDED) {
            drained = whenDrained;
            gone = whenGone;
        }
    }

    /** Hands what was written in this turn to the channel. */
    void pass() {
        ChunkOutlet out = outlet;
        if (out != null && state == State.HEADED) {
            out.pass();
        }
    }

    /** The channel takes more again. */
    void takesMore() {
        if (full && channel.isWritable()) {
            full = false;
            drained.run();
        }
    }

    /** The caller hung up. */
    void lost() {
        if (state == State.UNANSWERED || state == State.HEADED) {
            Runnable told = gone;
            forget(State.GONE);
            told.run();
        }
    }

    boolean unanswered() {
        return state == State.UNANSWERED;
    }

    /** Whether the connection may serve another request behind this one. */
    boolean keepsAlive() {
        return kind.keepAlive;
    }

    private void end(State end) {
        channel.flush();
        forget(end);
        connection.answered(this);
    }

    private void forget(State end) {
        ChunkOutlet out = outlet;
        if (out != null) {
            outlet = null;
            out.release();
        }
        state = end;
        drained = Exchange::nothing;
        gone = Exchange::nothing;
    }

    private HeadWriter.After after() {
        return keepsAlive() && connection.mayKeep()
                ? HeadWriter.After.KEEP
                : HeadWriter.After.CLOSE;
    }

    private void mustNotBe(State wrong) {
        if (state == wrong) {
            throw new IllegalStateException(
                    wrong == State.HEADED
                            ? "this request has its head already"
                            : "the head comes before the body");
        }
    }

    private static void nothing() {}

    private static boolean lengthless(int status) {
        return status == 204 || status == 304;
    }
}
