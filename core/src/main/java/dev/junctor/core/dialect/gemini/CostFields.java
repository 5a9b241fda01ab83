package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's protocol; amounts are US dollars. */
final class CostFields {
    static final String METADATA = "openrouter_metadata";

    private CostFields() {}

    /** Adds the splices that tell the cost, and the usage where the response does not; not in order. */
    static void add(
            byte[] bytes,
            ResponseWalk walk,
            AnswerFacts facts,
            Closing closing,
            List<Splice> splices) {
        String cost = fields(closing.cost(facts, Closing.End.WHOLE));
        boolean reported = facts.metering() == Metering.REPORTED;
        if (walk.usageFrom() > 0 && reported) {
            boolean empty = !Cursor.trusted(bytes, walk.usageFrom(), walk.usageTo()).next();
            int at = walk.usageTo() - 1;
            splices.add(new Splice(at, at, ascii((empty ? "" : ",") + cost)));
        } else {
            Usage usage = reported ? facts.usage() : closing.estimate(facts);
            String counted = Trees.text(UsageWriter.of(usage));
            String json =
                    counted.substring(0, counted.length() - 1)
                            + ","
                            + cost
                            + (reported ? "" : ",\"estimated\":true")
                            + "}";
            if (walk.usageFrom() > 0) {
                splices.add(new Splice(walk.usageFrom(), walk.usageTo(), ascii(json)));
            } else {
                int at = walk.end() - 1;
                splices.add(new Splice(at, at, ascii(",\"usageMetadata\":" + json)));
            }
        }
        metadata(walk.end() - 1, closing, splices);
    }

    /** Adds the splice with the routing metadata, where the caller asked for it. */
    private static void metadata(int at, Closing closing, List<Splice> splices) {
        if (!closing.metadata().isEmpty()) {
            String json = ",\"" + METADATA + "\":" + closing.metadata();
            splices.add(new Splice(at, at, json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String fields(Cost cost) {
        return "\"cost\":"
                + cost.total().toUsd()
                + ",\"cost_details\":{\"upstream_inference_cost\":"
                + cost.upstreamPrompt().plus(cost.upstreamCompletion()).toUsd()
                + ",\"upstream_inference_prompt_cost\":"
                + cost.upstreamPrompt().toUsd()
                + ",\"upstream_inference_completions_cost\":"
                + cost.upstreamCompletion().toUsd()
                + "}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
