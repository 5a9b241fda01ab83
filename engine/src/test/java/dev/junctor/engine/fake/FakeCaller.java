package dev.junctor.engine.fake;

import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A caller that remembers what it got. */
public final class FakeCaller implements CallerStream {
    private final Map<String, String> headers = new HashMap<>();
    private final StringBuilder body = new StringBuilder();
    private int status;
    private boolean ended;
    private boolean aborted;
    private boolean left;
    private boolean writable = true;
    private Runnable drained = () -> {};
    private Runnable gone = () -> {};

    @Override
    public void answer(int answerStatus, Chunk chunk, String... fields) {
        head(answerStatus, fields);
        write(chunk);
        end();
    }

    @Override
    public void head(int answerStatus, String... fields) {
        if (status != 0) {
            throw new IllegalStateException("a second head");
        }
        status = answerStatus;
        for (int i = 0; i < fields.length; i += 2) {
            headers.put(fields[i].toLowerCase(Locale.ROOT), fields[i + 1]);
        }
    }

    @Override
    public void write(Chunk chunk) {
        if (ended || status == 0) {
            throw new IllegalStateException("bytes before the head or after the end");
        }
        byte[] bytes = new byte[chunk.length()];
        chunk.copyTo(bytes, 0);
        chunk.release();
        body.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public void end() {
        if (ended) {
            throw new IllegalStateException("a second end");
        }
        ended = true;
    }

    @Override
    public void abort() {
        aborted = true;
        ended = true;
    }

    @Override
    public void watch(Runnable onDrained, Runnable onGone) {
        drained = onDrained;
        gone = onGone;
    }

    /** Takes no more until {@link #read}. */
    public void stall() {
        writable = false;
    }

    /** Takes more again. */
    public void read() {
        writable = true;
        drained.run();
    }

    /** Leaves. */
    public void hangUp() {
        gone.run();
    }

    /** Leaves for good, unless the answer was complete or it had left before. */
    public void leave() {
        if (!ended && !left) {
            left = true;
            gone.run();
        }
    }

    /** Whether it left by {@link #leave}. */
    public boolean left() {
        return left;
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String body() {
        return body.toString();
    }

    public boolean ended() {
        return ended;
    }

    public boolean aborted() {
        return aborted;
    }
}
