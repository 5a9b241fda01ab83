package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's protocol; amounts are US dollars. */
final class CostFields {
    static final String METADATA = "openrouter_metadata";

    private CostFields() {}

    /** Adds the splice that puts the cost into the usage object from {@code from} to {@code to}. */
    static void add(
            byte[] bytes,
            int from,
            int to,
            AnswerFacts facts,
            Closing closing,
            List<Splice> splices) {
        boolean empty = !Cursor.trusted(bytes, from, to).next();
        String fields = fields(closing.cost(facts, Closing.End.WHOLE));
        splices.add(new Splice(to - 1, to - 1, ascii((empty ? "" : ",") + fields)));
    }

    /**
     * Adds the splice that tells an estimate where the provider told no usage.
     *
     * @param at offset of the closing bracket of the object that has no usage
     */
    static void estimate(int at, AnswerFacts facts, Closing closing, List<Splice> splices) {
        splices.add(new Splice(at, at, ascii(",\"usage\":" + estimated(facts, closing))));
    }

    /** Adds the splice that tells an estimate where the provider's usage object does not tell the completion. */
    static void replace(
            int from, int to, AnswerFacts facts, Closing closing, List<Splice> splices) {
        splices.add(new Splice(from, to, ascii(estimated(facts, closing))));
    }

    private static String estimated(AnswerFacts facts, Closing closing) {
        Usage usage = closing.estimate(facts);
        return "{\"input_tokens\":"
                + usage.promptTokens()
                + ",\"output_tokens\":"
                + usage.completionTokens()
                + ","
                + fields(closing.cost(facts, Closing.End.WHOLE))
                + ",\"estimated\":true}";
    }

    /** Adds the splice with the routing metadata, where the caller asked for it. */
    static void metadata(int at, Closing closing, List<Splice> splices) {
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
