package dev.junctor.engine.dispatch;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Bridge;
import dev.junctor.core.dialect.ConversionText;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Outgoing;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.json.Splice;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.money.Meter;
import dev.junctor.engine.money.Reckoning;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.engine.relay.Relay;
import dev.junctor.engine.relay.StreamRelay;
import dev.junctor.engine.relay.UnaryRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt: a request to one endpoint, from sending it to its whole answer or its failure. */
final class Trial implements UpstreamClient.Listener, Relay.Listener {
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final List<String> WHOLE =
            List.of("Content-Type", "application/json", "Cache-Control", "no-store");

    private final Dispatch dispatch;
    private final Dispatch.Tools tools;
    private final Call call;
    private final Candidate candidate;
    private final Bridge bridge;
    private final Deadlines deadlines;
    private final Meter meter;
    private final long maxTokens;
    private final ErrorBody errorBody = new ErrorBody(MAX_ERROR_BYTES);
    private final long startedNanos;
    private Outgoing.@Nullable Request request;
    private UpstreamClient.@Nullable Exchange exchange;
    private UpstreamClient.@Nullable Headers headers;
    private @Nullable Relay relay;
    private EventLoop.@Nullable Timer timer;
    private long lastByteNanos;
    private long firstByteNanos;
    private int status;
    private boolean paused;
    private boolean wireEnded;
    private boolean muted;
    private boolean done;

    /**
     * @param maxTokens the bound of each completion that the caller's money sets; 0 for none
     */
    Trial(Dispatch dispatch, Dispatch.Tools tools, Call call, Candidate candidate, long maxTokens) {
        this.dispatch = dispatch;
        this.tools = tools;
        this.call = call;
        this.candidate = candidate;
        this.bridge = tools.dialects().between(call.dialect(), candidate.endpoint());
        this.maxTokens = maxTokens;
        this.deadlines = call.deadlines().of(candidate.endpoint().provider().slug());
        this.startedNanos = tools.loop().nanoTime();
        this.lastByteNanos = startedNanos;
        Pricing.Known pricing = (Pricing.Known) candidate.endpoint().pricing();
        this.meter =
                new Meter(
                        pricing.price(),
                        call.purse().markup(candidate),
                        call.purse(),
                        new Reckoning(
                                tools.counter(),
                                candidate.model().tokenizer(),
                                this::promptText,
                                call.purse().expectedPromptTokens()),
                        tools.loop()::epochMillis,
                        () -> call.metadata().apply(withThis()));
    }

    /** Of media a text says nothing. The loop's scratch may hold the answer at this moment: it is left alone. */
    private TextSample promptText(int most) {
        if (!call.envelope().in().equals(Set.of(Modality.TEXT))) {
            return new TextSample(most);
        }
        byte[] body = new byte[call.body().length()];
        call.body().copyTo(body, 0);
        return call.dialect().promptText(call.envelope(), body, most);
    }

    void start() {
        try {
            send();
        } catch (RuntimeException defect) {
            broken(defect);
        }
    }

    private void send() {
        Chunk body = call.body();
        Incoming incoming =
                new Incoming(
                        tools.scratch().read(body),
                        body.length(),
                        call.envelope().model(),
                        call.envelope().delivery(),
                        call.headers(),
                        call.carrier());
        switch (bridge.send(call.envelope(), incoming, candidate.endpoint(), maxTokens)) {
            case Outgoing.Impossible impossible -> {
                stop();
                dispatch.failed(this, impossible.fault());
            }
            case Outgoing.Request outgoing -> send(outgoing);
        }
    }

    private void send(Outgoing.Request outgoing) {
        request = outgoing;
        exchange =
                tools.client()
                        .open(
                                candidate.endpoint().provider(),
                                bridge.name(),
                                outgoing.path(),
                                outgoing.headers(),
                                edited(outgoing.edits()),
                                deadlines.connect(),
                                this);
        timer = tools.loop().schedule(firstByte(), this::waitIsOver);
    }

    /** The caller's bytes with the endpoint's edits, in parts that are not copied. */
    private List<Chunk> edited(List<Splice> splices) {
        Chunk body = call.body();
        List<Chunk> parts = new ArrayList<>(2 * splices.size() + 1);
        int from = 0;
        for (Splice splice : splices) {
            if (splice.from() > from) {
                parts.add(body.part(from, splice.from()));
            }
            if (splice.replacement().length > 0) {
                parts.add(tools.loop().chunk(splice.replacement(), 0, splice.replacement().length));
            }
            from = splice.to();
        }
        if (from < body.length()) {
            parts.add(body.part(from, body.length()));
        }
        return parts;
    }

    private Outgoing.Request request() {
        return Objects.requireNonNull(request, "an answer comes after its request");
    }

    private long firstByte() {
        return call.envelope().delivery() == Delivery.STREAM
                ? deadlines.firstByteStream()
                : deadlines.firstByteUnary();
    }

    /** One timer for both waits: it looks how long nothing came and sleeps on if that was not too long. */
    private void waitIsOver() {
        if (done) {
            return;
        }
        long now = tools.loop().nanoTime();
        long allowed = firstByteNanos == 0 ? firstByte() : deadlines.idle();
        if (paused) {
            lastByteNanos = now;
        }
        long left = lastByteNanos + allowed - now;
        if (left > 0) {
            timer = tools.loop().schedule(left, this::waitIsOver);
            return;
        }
        String what =
                firstByteNanos == 0
                        ? " sent no byte of an answer within the first_byte deadline."
                        : " sent nothing more within the idle deadline.";
        cancel();
        dispatch.failed(
                this,
                Fault.silent(
                        FaultKind.TIMEOUT,
                        Blame.ENDPOINT,
                        candidate.endpoint().provider().name() + what));
    }

    @Override
    public void head(int answerStatus, UpstreamClient.Headers answerHeaders) {
        status = answerStatus;
        headers = answerHeaders;
        try {
            if (status / 100 == 2) {
                relay = relayFor(answerHeaders.value("content-type"));
                if (muted) {
                    relay.mute();
                }
            }
        } catch (RuntimeException defect) {
            broken(defect);
        }
    }

    /** An error in this program ends the request that met it, and no other. */
    private void broken(RuntimeException defect) {
        tools.defects().accept(defect);
        if (done) {
            call.caller().abort();
            dispatch.defect(this, Refusal.DEFECT);
        } else {
            broken(Refusal.DEFECT);
        }
    }

    /** An answer in one piece to a request for a stream is an error that calls itself 200. */
    private Relay relayFor(String contentType) {
        Endpoint endpoint = candidate.endpoint();
        Identity identity =
                new Identity(
                        call.generationId(), candidate.model().id(), endpoint.provider().name());
        Quirks quirks = endpoint.provider().quirks();
        boolean stream =
                call.envelope().delivery() == Delivery.STREAM
                        && !contentType.startsWith("application/json");
        Relay.Passage passage =
                new Relay.Passage(
                        tools.loop(),
                        tools.scratch(),
                        call.dialect(),
                        request(),
                        identity,
                        quirks,
                        meter,
                        call.caller(),
                        fields(stream ? stream() : WHOLE),
                        this);
        return stream
                ? new StreamRelay(
                        passage, call.dialect().framed(request().stream(identity, quirks, meter)))
                : new UnaryRelay(passage);
    }

    private List<String> stream() {
        return List.of("Content-Type", call.dialect().streamType(), "Cache-Control", "no-cache");
    }

    private List<String> fields(List<String> kind) {
        List<String> fields = new ArrayList<>(12);
        fields.addAll(kind);
        fields.add("X-Generation-Id");
        fields.add(call.generationId());
        fields.add("X-Junctor-Provider");
        fields.add(candidate.endpoint().tag());
        fields.add("X-Junctor-Model");
        fields.add(candidate.model().id());
        if (!bridge.name().equals(call.dialect().name())) {
            fields.add("X-Junctor-Conversion");
            fields.add(ConversionText.of(request().losses()));
        }
        if (maxTokens > 0) {
            fields.add("X-Junctor-Max-Tokens");
            fields.add(Long.toString(maxTokens));
        }
        return fields;
    }

    @Override
    public void chunk(Chunk chunk) {
        if (done) {
            chunk.release();
            return;
        }
        lastByteNanos = tools.loop().nanoTime();
        if (firstByteNanos == 0) {
            firstByteNanos = lastByteNanos;
        }
        if (relay == null) {
            errorBody.take(chunk);
            return;
        }
        try {
            relay.chunk(chunk, lastByteNanos);
        } catch (RuntimeException defect) {
            broken(defect);
        }
        if (!done && !muted && !paused && !call.caller().writable() && exchange != null) {
            paused = true;
            exchange.pause();
        }
    }

    void resume() {
        if (paused && !done && exchange != null) {
            paused = false;
            lastByteNanos = tools.loop().nanoTime();
            exchange.resume();
        }
    }

    @Override
    public void ended() {
        wireEnded = true;
        if (done) {
            return;
        }
        try {
            if (relay == null) {
                refused();
            } else {
                relay.ended();
            }
        } catch (RuntimeException defect) {
            broken(defect);
        }
    }

    private void refused() {
        byte[] body = errorBody.bytes();
        UpstreamClient.Headers seen = headers;
        Fault fault =
                request()
                        .classify(
                                status,
                                name -> seen == null ? "" : seen.value(name),
                                body,
                                body.length);
        stop();
        dispatch.failed(this, fault);
    }

    @Override
    public void failed(UpstreamClient.Failure failure) {
        if (done) {
            return;
        }
        stop();
        dispatch.failed(this, Transport.fault(failure, candidate.endpoint().provider().name()));
    }

    @Override
    public void complete(AnswerFacts facts, Runnable deliver) {
        finish();
        if (!wireEnded && exchange != null) {
            tools.loop().schedule(LINGER_NANOS, this::hangUp);
        }
        dispatch.answered(this, facts, deliver);
    }

    /** A provider that has said all and does not end its answer keeps no connection of ours. */
    private void hangUp() {
        if (!wireEnded && exchange != null) {
            exchange.cancel();
        }
    }

    @Override
    public void broken(Fault fault) {
        cancel();
        dispatch.failed(this, fault);
    }

    /** The caller is gone: whether this attempt goes on to learn what it costs. */
    boolean readsOnAlone() {
        boolean stops =
                candidate.endpoint().provider().quirks().cancelStopsBill()
                        == Quirks.CancelStopsBill.YES;
        if (stops || exchange == null || !tools.drains().begin()) {
            return false;
        }
        muted = true;
        if (relay != null) {
            relay.mute();
        }
        resume();
        return true;
    }

    /** Ends the attempt and closes its connection. */
    void cancel() {
        stop();
        if (exchange != null) {
            exchange.cancel();
        }
    }

    private void stop() {
        finish();
        if (relay != null) {
            relay.dispose();
        }
    }

    private void finish() {
        done = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    boolean committed() {
        return relay != null && relay.committed();
    }

    boolean muted() {
        return muted;
    }

    void breakOff(Fault fault) {
        if (relay != null) {
            relay.breakOff(fault);
        }
    }

    AnswerFacts facts() {
        return relay == null ? AnswerFacts.NONE : relay.facts();
    }

    Meter meter() {
        return meter;
    }

    Endpoint endpoint() {
        return candidate.endpoint();
    }

    Candidate candidate() {
        return candidate;
    }

    long firstByteNanos() {
        return relay == null ? 0 : firstByteNanos;
    }

    Ending.Author author() {
        Endpoint endpoint = candidate.endpoint();
        return new Ending.Author(
                candidate.model().id(), endpoint.key(), endpoint.provider().name(), endpoint.tag());
    }

    AttemptResult result(AnswerFacts facts) {
        boolean stream = relay instanceof StreamRelay;
        return new AttemptResult.Answered(
                (firstByteNanos - startedNanos) / NANOS_PER_MILLI,
                facts.usage().completionTokens(),
                stream ? (tools.loop().nanoTime() - firstByteNanos) / NANOS_PER_MILLI : 0);
    }

    Attempt attempt(String fault, Money cost) {
        Endpoint endpoint = candidate.endpoint();
        long until = firstByteNanos == 0 ? tools.loop().nanoTime() : firstByteNanos;
        return new Attempt(
                endpoint.key(),
                endpoint.tag(),
                candidate.model().id(),
                status,
                fault,
                cost,
                (until - startedNanos) / NANOS_PER_MILLI);
    }

    /** The attempts made before this one and this one, as the caller's metadata tells them. */
    private List<Attempt> withThis() {
        List<Attempt> all = new ArrayList<>(dispatch.attempts());
        if (!done) {
            all.add(attempt("", Money.ZERO));
        }
        return all;
    }
}
