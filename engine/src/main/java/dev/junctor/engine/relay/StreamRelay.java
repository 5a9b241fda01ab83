package dev.junctor.engine.relay;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;

/** Hands on server-sent events as they come; the last bytes wait until the charge is written down. */
public final class StreamRelay implements Relay {
    /** How long a caller waits in silence before a comment tells that all is well. */
    private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

    private final EventLoop loop;
    private final Scratch scratch;
    private final Dialect dialect;
    private final StreamTap tap;
    private final Identity identity;
    private final Closing closing;
    private final CallerStream caller;
    private final String[] fields;
    private final Listener listener;
    private EventLoop.Timer keepAlive;
    private long lastWriteNanos;
    private Phase phase = Phase.WAITING;
    private boolean begun;
    private boolean muted;

    private enum Phase {
        WAITING,
        RUNNING,
        OVER
    }

    /**
     * @param fields headers of the answer, names and values in turn
     */
    public StreamRelay(
            EventLoop loop,
            Scratch scratch,
            Dialect dialect,
            StreamTap tap,
            Identity identity,
            Closing closing,
            CallerStream caller,
            String[] fields,
            Listener listener) {
        this.loop = loop;
        this.scratch = scratch;
        this.dialect = dialect;
        this.tap = tap;
        this.identity = identity;
        this.closing = closing;
        this.caller = caller;
        this.fields = fields.clone();
        this.listener = listener;
        this.lastWriteNanos = loop.nanoTime();
        this.keepAlive = loop.schedule(KEEP_ALIVE_NANOS, this::soothe);
    }

    @Override
    public void chunk(Chunk chunk, long nowNanos) {
        if (phase == Phase.OVER) {
            chunk.release();
            return;
        }
        byte[] bytes = scratch.read(chunk);
        Bytes out = scratch.output();
        StreamTap.State state = tap.feed(bytes, 0, chunk.length(), out);
        chunk.release();
        if (out.length() > 0) {
            lastWriteNanos = nowNanos;
        }
        advance(state, out);
    }

    @Override
    public void ended() {
        if (phase == Phase.OVER) {
            return;
        }
        Bytes out = scratch.output();
        StreamTap.State state = tap.end(out);
        if (state == StreamTap.State.OPEN) {
            over();
            listener.broken(
                    Fault.silent(
                            FaultKind.PROVIDER_UNAVAILABLE,
                            Blame.ENDPOINT,
                            "The provider closed the stream before the answer was complete."));
            return;
        }
        advance(state, out);
    }

    private void advance(StreamTap.State state, Bytes out) {
        switch (state) {
            case OPEN -> {
                if (out.length() > 0) {
                    write(loop.chunk(out.array(), 0, out.length()));
                }
            }
            case COMPLETE -> {
                over();
                Chunk last = loop.chunk(out.array(), 0, out.length());
                listener.complete(tap.facts(), () -> deliver(last));
            }
            case FAILED -> {
                if (out.length() > 0) {
                    write(loop.chunk(out.array(), 0, out.length()));
                }
                over();
                listener.broken(tap.fault());
            }
        }
    }

    private void deliver(Chunk last) {
        write(last);
        if (!muted) {
            caller.end();
        }
    }

    private void write(Chunk chunk) {
        if (muted) {
            chunk.release();
            return;
        }
        if (phase == Phase.WAITING) {
            phase = Phase.RUNNING;
        }
        begin();
        caller.write(chunk);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            caller.head(200, fields);
        }
    }

    private void soothe() {
        if (phase == Phase.OVER || muted) {
            return;
        }
        long left = lastWriteNanos + KEEP_ALIVE_NANOS - loop.nanoTime();
        if (left <= 0) {
            left = KEEP_ALIVE_NANOS;
            comment();
        }
        keepAlive = loop.schedule(left, this::soothe);
    }

    /** A caller that does not read needs no comment: what waits for it is comfort enough. */
    private void comment() {
        if (caller.writable()) {
            byte[] comment = dialect.keepAlive();
            begin();
            lastWriteNanos = loop.nanoTime();
            caller.write(loop.chunk(comment, 0, comment.length));
        }
    }

    private void over() {
        phase = Phase.OVER;
        keepAlive.cancel();
    }

    @Override
    public AnswerFacts facts() {
        return tap.facts();
    }

    @Override
    public boolean committed() {
        return begun;
    }

    @Override
    public void breakOff(Fault fault) {
        over();
        if (muted) {
            return;
        }
        byte[] event = dialect.streamError(fault, identity, tap.facts(), closing);
        caller.write(loop.chunk(event, 0, event.length));
        caller.end();
    }

    @Override
    public void mute() {
        muted = true;
    }

    @Override
    public void dispose() {
        over();
    }
}
