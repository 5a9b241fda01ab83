package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a whole answer and puts our name and the cost into it. */
final class AnswerRewrite {
    private AnswerRewrite() {}

    /** What became of the answer that stands from 0 to {@code length}. */
    static Rewritten of(byte[] body, int length, Identity identity, Closing closing) {
        int open = 0;
        while (open < length && body[open] <= ' ') {
            open++;
        }
        MessageWalk walk = MessageWalk.of(body, open, length);
        if (walk.type().equals("error")) {
            return new Rewritten.Failure(ErrorClassifier.inside(body, 0, length));
        }
        if (!walk.isThere()) {
            return failure(body, length, "The provider answered with something that is not JSON.");
        }
        if (walk.contentFrom() == 0) {
            return failure(body, length, "The provider's answer has no content.");
        }
        AnswerFacts facts = facts(body, walk);
        List<Splice> splices = new ArrayList<>(4);
        walk.stamp(identity, splices);
        if (facts.metering() == Metering.REPORTED) {
            CostFields.add(body, walk.usageFrom(), walk.usageTo(), facts, closing, splices);
        } else if (walk.usageFrom() == 0) {
            CostFields.estimate(walk.end() - 1, facts, closing, splices);
        } else {
            CostFields.replace(walk.usageFrom(), walk.usageTo(), facts, closing, splices);
        }
        RoutingMetadata.add(walk.end() - 1, closing.metadata(), splices);
        splices.sort(Comparator.comparingInt(Splice::from));
        return new Rewritten.Answer(List.copyOf(splices), facts);
    }

    private static AnswerFacts facts(byte[] body, MessageWalk walk) {
        UsageFields usage = new UsageFields();
        if (walk.usageFrom() > 0) {
            usage.read(body, walk.usageFrom(), walk.usageTo());
        }
        boolean reported = usage.isReported();
        return new AnswerFacts(
                walk.id(),
                walk.stopReason(),
                reported ? usage.usage() : Usage.NONE,
                reported ? Metering.REPORTED : Metering.MISSING,
                usage.tier(),
                walk.contentTo() - walk.contentFrom());
    }

    private static Rewritten failure(byte[] body, int length, String what) {
        return new Rewritten.Failure(ErrorClassifier.garbage(body, 0, length, what));
    }
}
