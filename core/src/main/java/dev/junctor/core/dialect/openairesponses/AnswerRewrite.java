package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Splice;
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
        ResponseWalk walk = new ResponseWalk(body, open, length);
        if (walk.isThere() && (walk.hasError() || walk.status().equals("failed"))) {
            return new Rewritten.Failure(ErrorClassifier.inside(body, 0, length));
        }
        if (!walk.isThere()) {
            return failure(body, length, "The provider answered with something that is not JSON.");
        }
        if (!walk.hasOutput()) {
            return failure(body, length, "The provider's answer has no output.");
        }
        AnswerFacts facts = walk.facts(walk.types(), walk.outputBytes(), new TextSample(0));
        List<Splice> splices = walk.ended(identity, facts, closing);
        return new Rewritten.Answer(List.copyOf(splices), facts);
    }

    private static Rewritten failure(byte[] body, int length, String what) {
        return new Rewritten.Failure(ErrorClassifier.garbage(body, 0, length, what));
    }
}
