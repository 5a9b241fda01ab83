package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer and puts our name, usage and cost into it. */
final class AnswerRewrite {
    private AnswerRewrite() {}

    /** What became of the answer that stands from 0 to {@code length}. */
    static Rewritten of(
            Envelope envelope,
            byte[] body,
            int length,
            Identity identity,
            Quirks quirks,
            Closing closing) {
        AnswerWalk walk = new AnswerWalk(body, 0, length);
        if (walk.errorFrom > 0) {
            return new Rewritten.Failure(ErrorClassifier.inside(body, 0, length));
        }
        if (!walk.isWellFormed()) {
            return failure(body, length, "The provider answered with something that is not JSON.");
        }
        if (walk.choicesFrom == 0) {
            return failure(body, length, "The provider's answer has no choices.");
        }
        List<Splice> splices = new ArrayList<>(8);
        new Stamp(identity).add(walk, splices);
        FinishEdit.add(body, walk, splices);
        if (ReasoningAsk.hides(envelope.controls())) {
            HiddenReasoning.add(body, walk, splices);
        }
        AnswerFacts facts = facts(body, walk, quirks, closing);
        usage(body, walk, facts, closing, splices);
        MetadataWriter.add(walk, closing.metadata(), splices);
        splices.sort(Stamp.IN_ORDER);
        return new Rewritten.Answer(List.copyOf(splices), facts);
    }

    private static AnswerFacts facts(byte[] body, AnswerWalk walk, Quirks quirks, Closing closing) {
        Usage usage = Usage.NONE;
        Metering metering = Metering.MISSING;
        boolean own = walk.usageFrom > 0;
        int from = own ? walk.usageFrom : walk.vendorUsageFrom;
        int to = own ? walk.usageTo : walk.vendorUsageTo;
        UsageReader reader = new UsageReader(body, from, to);
        if (reader.isReported()) {
            metering = Metering.REPORTED;
            usage = reader.usage(quirks.reasoningTokens());
            ReportedCost.tell(body, from, to, quirks, closing);
        }
        return new AnswerFacts(
                text(body, walk.idFrom, walk.idTo),
                walk.finishReason,
                usage,
                metering,
                text(body, walk.tierFrom, walk.tierTo),
                walk.textBytes,
                walk.text(metering == Metering.MISSING ? closing.keptBytes() : 0));
    }

    /** The cost beside the provider's usage, or where it is missing or elsewhere a usage of our own. */
    private static void usage(
            byte[] body,
            AnswerWalk walk,
            AnswerFacts facts,
            Closing closing,
            List<Splice> splices) {
        if (walk.usageFrom > 0 && facts.metering() == Metering.REPORTED) {
            Cost cost = closing.cost(facts, Closing.End.WHOLE);
            UsageWriter.addCost(body, walk.usageFrom, walk.usageTo, cost, splices);
            return;
        }
        String ours = UsageChunk.usage(facts, closing);
        if (ours.isEmpty()) {
            return;
        }
        if (walk.anyUsageFrom > 0) {
            byte[] json = ours.getBytes(StandardCharsets.US_ASCII);
            splices.add(new Splice(walk.anyUsageFrom, walk.anyUsageTo, json));
        } else {
            byte[] json = (",\"usage\":" + ours).getBytes(StandardCharsets.US_ASCII);
            splices.add(new Splice(walk.end - 1, walk.end - 1, json));
        }
    }

    private static Rewritten failure(byte[] body, int length, String what) {
        return new Rewritten.Failure(ErrorClassifier.garbage(body, 0, length, what));
    }

    private static String text(byte[] body, int from, int to) {
        return from > 0 && Kind.of(body[from]) == Kind.STRING ? Scalars.string(body, from, to) : "";
    }
}
