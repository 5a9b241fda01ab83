package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Splice;
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
        TextSample sample = new TextSample(closing.keptBytes());
        ResponseWalk walk = new ResponseWalk(body, open, length, sample);
        if (walk.hasFailed()) {
            return new Rewritten.Failure(ErrorClassifier.inside(body, 0, length));
        }
        if (!walk.isWellFormed()) {
            return failure(body, length, "The provider answered with something that is not JSON.");
        }
        if (!walk.isAnswer()) {
            return failure(body, length, "The provider's answer has no candidates.");
        }
        Counts counts = new Counts(sample);
        counts.take(body, walk);
        List<Splice> splices = new ArrayList<>(4);
        walk.stamp(identity, splices);
        CostFields.add(body, walk, counts.facts(), closing, splices);
        splices.sort(Comparator.comparingInt(Splice::from));
        return new Rewritten.Answer(List.copyOf(splices), counts.facts());
    }

    private static Rewritten failure(byte[] body, int length, String what) {
        return new Rewritten.Failure(ErrorClassifier.garbage(body, 0, length, what));
    }
}
