package dev.junctor.engine.relay;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Splice;
import dev.junctor.engine.port.Chunk;
import java.util.ArrayList;
import java.util.List;

/** Gathers an answer that is one JSON object, rewrites it and hands it over in one piece. */
public final class UnaryRelay implements Relay {
    private static final long MAX_BYTES = 64L << 20;

    private final Passage passage;
    private final List<Chunk> parts = new ArrayList<>(1);
    private long length;
    private AnswerFacts facts = AnswerFacts.NONE;
    private boolean committed;
    private boolean muted;

    public UnaryRelay(Passage passage) {
        this.passage = passage;
    }

    @Override
    public void chunk(Chunk chunk, long nowNanos) {
        length += chunk.length();
        parts.add(chunk);
        if (length > MAX_BYTES) {
            dispose();
            passage.listener()
                    .broken(
                            Fault.silent(
                                    FaultKind.PROVIDER_UNAVAILABLE,
                                    Blame.ENDPOINT,
                                    "The provider's answer is larger than 64 MB. Ask for less or stream it."));
        }
    }

    @Override
    public void ended() {
        byte[] body = gathered();
        switch (rewritten(body)) {
            case Rewritten.Failure failure -> {
                dispose();
                passage.listener().broken(failure.fault());
            }
            case Rewritten.Answer answer -> {
                facts = answer.facts();
                Chunk rewritten = applied(body, answer.splices());
                dispose();
                passage.listener().complete(facts, () -> deliver(rewritten));
            }
        }
    }

    private Rewritten rewritten(byte[] body) {
        return passage.request()
                .rewrite(
                        body,
                        (int) length,
                        passage.identity(),
                        passage.quirks(),
                        passage.closing());
    }

    private void deliver(Chunk rewritten) {
        if (muted) {
            rewritten.release();
            return;
        }
        committed = true;
        passage.caller().answer(200, rewritten, passage.headers());
    }

    private byte[] gathered() {
        if (parts.size() == 1) {
            return passage.scratch().read(parts.getFirst());
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
        var out = passage.scratch().output();
        int from = 0;
        for (Splice splice : splices) {
            out.append(body, from, splice.from());
            out.append(splice.replacement());
            from = splice.to();
        }
        out.append(body, from, (int) length);
        return passage.loop().chunk(out.array(), 0, out.length());
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
        passage.caller().abort();
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
