package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A request that was translated, and the translation of its answer. What comes back is written in the caller's dialect
 * and then read by that dialect as if a provider had sent it, so that usage, cost and names are put in in one place;
 * what is charged follows from the provider's own count alone.
 */
record CrossedRequest(
        Spoken from,
        Spoken to,
        Envelope asked,
        Sent sent,
        Carrier carrier,
        String path,
        Map<String, String> headers,
        List<Splice> edits,
        List<Loss> losses)
        implements Outgoing.Request {
    @Override
    public StreamTap stream(Identity identity, Quirks quirks, Closing closing) {
        CountedClosing counted = new CountedClosing(closing);
        return new CrossedTap(
                to.codec().streamDecoder(sent),
                from.codec().streamEncoder(reply(identity, closing)),
                from.dialect().stream(asked, identity, Quirks.NONE, counted),
                counted);
    }

    @Override
    public Rewritten rewrite(
            byte[] body, int length, Identity identity, Quirks quirks, Closing closing) {
        return switch (to.codec().decodeAnswer(body, length, sent)) {
            case Decoded.Refused<Completion> refused -> new Rewritten.Failure(refused.fault());
            case Decoded.Meaning<Completion> meaning ->
                    rewritten(meaning.value(), length, identity, closing);
        };
    }

    private Rewritten rewritten(
            Completion completion, int length, Identity identity, Closing closing) {
        return switch (from.codec().encodeAnswer(completion, reply(identity, closing))) {
            case Encoded.Impossible impossible -> new Rewritten.Failure(impossible.fault());
            case Encoded.Written written -> {
                CountedClosing counted = new CountedClosing(closing);
                counted.counted(completion.usage(), completion.serviceTier());
                byte[] body = written.body();
                yield switch (from.dialect()
                        .rewrite(asked, body, body.length, identity, Quirks.NONE, counted)) {
                    case Rewritten.Failure failure -> ours(failure.fault());
                    case Rewritten.Answer answer -> {
                        byte[] whole = Splices.apply(body, body.length, answer.splices());
                        yield new Rewritten.Answer(
                                List.of(new Splice(0, length, whole)),
                                counted.facts(answer.facts(), completion.id()));
                    }
                };
            }
        };
    }

    /** What was written here cannot be read here: no provider is to blame. */
    private static Rewritten ours(Fault fault) {
        return new Rewritten.Failure(
                new Fault(
                        FaultKind.INTERNAL,
                        Blame.GATEWAY,
                        Retry.NEXT_ENDPOINT,
                        "The answer could not be translated: " + fault.message(),
                        "",
                        0,
                        Fault.Upstream.NONE));
    }

    private Reply reply(Identity identity, Closing closing) {
        return new Reply(identity, sent.conversation(), closing.expectedPromptTokens(), carrier);
    }

    @Override
    public Fault classify(int status, UnaryOperator<String> seen, byte[] body, int length) {
        return to.codec().decodeError(status, seen, body, length);
    }
}
