package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;

/** What became of a provider's unary answer. */
public sealed interface Rewritten {
    /** It goes to the caller with these changes. */
    record Answer(List<Splice> splices, AnswerFacts facts) implements Rewritten {}

    /** It says 200 but is an error or not an answer at all. */
    record Failure(Fault fault) implements Rewritten {}
}
