package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer and puts our name and the cost into it. */
final class AnswerRewrite {
    private AnswerRewrite() {}

    /** What became of the answer that stands from 0 to {@code length}. */
    static Rewritten of(
            byte[] body, int length, Identity identity, Quirks quirks, Closing closing) {
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
        String tier = text(body, walk.tierFrom, walk.tierTo);
        Usage usage = Usage.NONE;
        Metering metering = Metering.MISSING;
        int from = walk.usageFrom > 0 ? walk.usageFrom : walk.vendorUsageFrom;
        if (from > 0) {
            int to = walk.usageFrom > 0 ? walk.usageTo : walk.vendorUsageTo;
            UsageReader reader = new UsageReader(body, from, to);
            if (reader.isReported()) {
                metering = Metering.REPORTED;
                usage = reader.usage(quirks.reasoningTokens());
                ReportedCost.tell(body, from, to, quirks, closing);
                if (walk.usageFrom > 0) {
                    UsageWriter.addCost(body, from, to, closing.cost(usage, tier), splices);
                }
            }
        }
        MetadataWriter.add(walk, closing.metadata(), splices);
        splices.sort(Stamp.IN_ORDER);
        AnswerFacts facts =
                new AnswerFacts(
                        text(body, walk.idFrom, walk.idTo),
                        walk.finishReason,
                        usage,
                        metering,
                        tier,
                        walk.textBytes);
        return new Rewritten.Answer(List.copyOf(splices), facts);
    }

    private static Rewritten failure(byte[] body, int length, String what) {
        return new Rewritten.Failure(ErrorClassifier.garbage(body, 0, length, what));
    }

    private static String text(byte[] body, int from, int to) {
        return from > 0 && Kind.of(body[from]) == Kind.STRING ? Scalars.string(body, from, to) : "";
    }
}
