package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.CostText;
import dev.junctor.core.dialect.CostText.Words;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's chat; amounts are US dollars. */
final class CostFields {
    private CostFields() {}

    /** Adds the splices that put the cost into the usage object from {@code from} to {@code to}. */
    static void add(byte[] bytes, int from, int to, Cost cost, List<Splice> splices) {
        CostText.add(bytes, from, to, cost, Words.INPUT_AND_OUTPUT, splices);
    }

    /** A usage object where the provider told none: it says that nobody counted. */
    static byte[] estimate(AnswerFacts facts, Closing closing) {
        Usage usage = closing.estimate(facts);
        long in = usage.promptTokens();
        long out = usage.completionTokens();
        Cost cost = closing.cost(facts, Closing.End.WHOLE);
        return ascii(
                "{\"input_tokens\":"
                        + in
                        + ",\"input_tokens_details\":{\"cached_tokens\":0,\"cache_write_tokens\":0}"
                        + ",\"output_tokens\":"
                        + out
                        + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
                        + (in + out)
                        + ","
                        + CostText.fields(cost, Words.INPUT_AND_OUTPUT)
                        + ",\"estimated\":true}");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
