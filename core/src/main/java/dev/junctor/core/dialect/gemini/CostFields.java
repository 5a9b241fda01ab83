package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.CostText;
import dev.junctor.core.dialect.CostText.Words;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's protocol; amounts are US dollars. */
final class CostFields {
    private CostFields() {}

    /** Adds the splices that tell the cost, and the usage where the response does not; not in order. */
    static void add(
            byte[] bytes,
            ResponseWalk walk,
            AnswerFacts facts,
            Closing closing,
            List<Splice> splices) {
        Cost cost = closing.cost(facts, Closing.End.WHOLE);
        boolean reported = facts.metering() == Metering.REPORTED;
        if (walk.usageFrom() > 0 && reported) {
            CostText.add(
                    bytes,
                    walk.usageFrom(),
                    walk.usageTo(),
                    cost,
                    Words.PROMPT_AND_COMPLETIONS,
                    splices);
        } else {
            Usage usage = reported ? facts.usage() : closing.estimate(facts);
            String counted = Trees.text(UsageWriter.of(usage));
            String json =
                    counted.substring(0, counted.length() - 1)
                            + ","
                            + CostText.fields(cost, Words.PROMPT_AND_COMPLETIONS)
                            + (reported ? "" : ",\"estimated\":true")
                            + "}";
            if (walk.usageFrom() > 0) {
                splices.add(new Splice(walk.usageFrom(), walk.usageTo(), ascii(json)));
            } else {
                int at = walk.end() - 1;
                splices.add(new Splice(at, at, ascii(",\"usageMetadata\":" + json)));
            }
        }
        RoutingMetadata.add(walk.end() - 1, closing.metadata(), splices);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
