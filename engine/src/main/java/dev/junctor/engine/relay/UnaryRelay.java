package dev.junctor.engine.relay;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** Gathers an answer that is one JSON object, rewrites it and hands it over in one piece. */
public final class UnaryRelay implements Relay {
    private static final long MAX_BYTES = 64L << 20;
    private static final AnswerFacts NOTHING =
            new AnswerFacts("", "", Usage.NONE, AnswerFacts.Metering.MISSING, "", 0);

    private final EventLoop loop;
    private final Scratch scratch;
    private final Dialect dialect;
    private final Identity identity;
    private final Quirks quirks;
    private final Closing closing;
    private final CallerStream caller;
    private final String[] fields;
    private final Listener listener;
    private final List<Chunk> parts = new ArrayList<>(1);
    private long length;
    private AnswerFacts facts = NOTHING;
    private boolean committed;
    private boolean muted;

    /**
     * @param fields headers of the answer, names and values in turn
     */
    public UnaryRelay(
            EventLoop loop,
            Scratch scratch,
            Dialect dialect,
            Identity identity,
            Quirks quirks,
            Closing closing,
            CallerStream caller,
            String[] fields,
            Listener listener) {
        this.loop = loop;
        this.scratch = scratch;
        this.dialect = dialect;
        this.identity = identity;
        this.quirks = quirks;
        this.closing = closing;
        this.caller = caller;
        this.fields = fields.clone();
        this.listener = listener;
    }

    @Override
    public void chunk(Chunk chunk, long nowNanos) {
        length += chunk.length();
        parts.add(chunk);
        if (length > MAX_BYTES) {
            dispose();
            listener.broken(
                    Fault.silent(
                            FaultKind.PROVIDER_UNAVAILABLE,
                            Blame.ENDPOINT,
                            "The provider's answer is larger than 64 MB. Ask for less or stream it."));
        }
    }

    @Override
    public void ended() {
        byte[] body = gathered();
        switch (dialect.rewrite(body, (int) length, identity, quirks, closing)) {
            case Rewritten.Failure failure -> {
                dispose();
                listener.broken(failure.fault());
            }
            case Rewritten.Answer answer -> {
                facts = answer.facts();
                Chunk rewritten = applied(body, answer.splices());
                dispose();
                listener.complete(facts, () -> deliver(rewritten));
            }
        }
    }

    private void deliver(Chunk rewritten) {
        if (muted) {
            rewritten.release();
            return;
        }
        committed = true;
        caller.answer(200, rewritten, fields);
    }

    private byte[] gathered() {
        if (parts.size() == 1) {
            return scratch.read(parts.getFirst());
        }
        byte[] whole = new byte[(int) length];
        int offset = 0;
        for (Chunk part : parts) {
            part.copyTo(whole, offset);
            offset += part.length();
        }
        return whole;
    }

    private Chunk applied(byte[] body, List<Splice> splices) {
        var out = scratch.output();
        int from = 0;
        for (Splice splice : splices) {
            out.append(body, from, splice.from());
            out.append(splice.replacement());
            from = splice.to();
        }
        out.append(body, from, (int) length);
        return loop.chunk(out.array(), 0, out.length());
    }

    @Override
    public AnswerFacts facts() {
        return facts;
    }

    @Override
    public boolean committed() {
        return committed;
    }

    @Override
    public void breakOff(Fault fault) {
        caller.abort();
    }

    @Override
    public void mute() {
        muted = true;
    }

    @Override
    public void dispose() {
        parts.forEach(Chunk::release);
        parts.clear();
    }
}
