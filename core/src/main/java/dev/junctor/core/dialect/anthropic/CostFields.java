package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.CostText;
import dev.junctor.core.dialect.CostText.Words;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's protocol; amounts are US dollars. */
final class CostFields {
    private CostFields() {}

    /** Adds the splices that put the cost into the usage object from {@code from} to {@code to}. */
    static void add(
            byte[] bytes,
            int from,
            int to,
            AnswerFacts facts,
            Closing closing,
            List<Splice> splices) {
        Cost cost = closing.cost(facts, Closing.End.WHOLE);
        CostText.add(bytes, from, to, cost, Words.PROMPT_AND_COMPLETIONS, splices);
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
                + CostText.fields(
                        closing.cost(facts, Closing.End.WHOLE), Words.PROMPT_AND_COMPLETIONS)
                + ",\"estimated\":true}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
