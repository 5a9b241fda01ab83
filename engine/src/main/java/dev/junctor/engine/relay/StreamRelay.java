package dev.junctor.engine.relay;

import dev.junctor.core.dialect.AnswerFacts;
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

    private final Passage passage;
    private final EventLoop loop;
    private final StreamTap tap;
    private final CallerStream caller;
    private EventLoop.Timer keepAlive;
    private long lastWriteNanos;
    private boolean begun;
    private boolean muted;
    private boolean over;

    /**
     * @param tap of this one stream
     */
    public StreamRelay(Passage passage, StreamTap tap) {
        this.passage = passage;
        this.loop = passage.loop();
        this.tap = tap;
        this.caller = passage.caller();
        this.lastWriteNanos = loop.nanoTime();
        this.keepAlive = loop.schedule(KEEP_ALIVE_NANOS, this::soothe);
    }

    @Override
    public void chunk(Chunk chunk, long nowNanos) {
        if (over) {
            chunk.release();
            return;
        }
        int length = chunk.length();
        byte[] bytes = passage.scratch().read(chunk);
        chunk.release();
        Bytes out = passage.scratch().output();
        StreamTap.State state = tap.feed(bytes, 0, length, out);
        if (out.length() > 0) {
            lastWriteNanos = nowNanos;
        }
        advance(state, out);
    }

    @Override
    public void ended() {
        if (over) {
            return;
        }
        Bytes out = passage.scratch().output();
        StreamTap.State state = tap.end(out);
        if (state == StreamTap.State.OPEN) {
            over();
            passage.listener()
                    .broken(
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
                passage.listener().complete(tap.facts(), () -> deliver(last));
            }
            case FAILED -> {
                if (out.length() > 0) {
                    write(loop.chunk(out.array(), 0, out.length()));
                }
                over();
                passage.listener().broken(tap.fault());
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
        begin();
        caller.write(chunk);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            caller.head(200, passage.headers());
        }
    }

    private void soothe() {
        if (over || muted) {
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
            byte[] comment = passage.dialect().keepAlive();
            begin();
            lastWriteNanos = loop.nanoTime();
            caller.write(loop.chunk(comment, 0, comment.length));
        }
    }

    private void over() {
        over = true;
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
        byte[] event = error(fault);
        caller.write(loop.chunk(event, 0, event.length));
        caller.end();
    }

    /** Usage that no bill can be made of is not told: the caller still hears that the answer broke. */
    private byte[] error(Fault fault) {
        try {
            return error(fault, tap.facts());
        } catch (ArithmeticException absurd) {
            return error(fault, AnswerFacts.NONE);
        }
    }

    private byte[] error(Fault fault, AnswerFacts facts) {
        return passage.dialect().streamError(fault, passage.identity(), facts, passage.closing());
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
