package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what an answer cost into its usage, as for callers of OpenAI's chat; amounts are US dollars. */
final class CostFields {
    static final String METADATA = "openrouter_metadata";

    private static final String[] NAMES = {"cost", "cost_details", "is_byok"};

    private CostFields() {}

    /** Adds the splices that put the cost into the usage object from {@code from} to {@code to}. */
    static void add(byte[] bytes, int from, int to, Cost cost, List<Splice> splices) {
        String[] values = values(cost);
        boolean[] placed = new boolean[values.length];
        boolean empty = true;
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next()) {
            empty = false;
            for (int i = 0; i < NAMES.length; i++) {
                if (fields.named(ascii(NAMES[i])) && fields.end() > 0) {
                    splices.add(new Splice(fields.from(), fields.end(), ascii(values[i])));
                    placed[i] = true;
                }
            }
        }
        StringBuilder added = new StringBuilder(160);
        for (int i = 0; i < NAMES.length; i++) {
            if (!placed[i]) {
                added.append(empty ? "\"" : ",\"").append(NAMES[i]).append("\":");
                added.append(values[i]);
                empty = false;
            }
        }
        if (!added.isEmpty()) {
            splices.add(new Splice(to - 1, to - 1, ascii(added.toString())));
        }
    }

    /** A usage object where the provider told none: it says that nobody counted. */
    static byte[] estimate(AnswerFacts facts, Closing closing) {
        Usage usage = closing.estimate(facts);
        long in = usage.promptTokens();
        long out = usage.completionTokens();
        String[] values = values(closing.cost(facts, Closing.End.WHOLE));
        return ascii(
                "{\"input_tokens\":"
                        + in
                        + ",\"input_tokens_details\":{\"cached_tokens\":0,\"cache_write_tokens\":0}"
                        + ",\"output_tokens\":"
                        + out
                        + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
                        + (in + out)
                        + ",\"cost\":"
                        + values[0]
                        + ",\"cost_details\":"
                        + values[1]
                        + ",\"is_byok\":"
                        + values[2]
                        + ",\"estimated\":true}");
    }

    private static String[] values(Cost cost) {
        String ownKey =
                switch (cost.payer()) {
                    case HOST -> "false";
                    case CUSTOMER -> "true";
                };
        String details =
                "{\"upstream_inference_cost\":"
                        + cost.upstreamPrompt().plus(cost.upstreamCompletion()).toUsd()
                        + ",\"upstream_inference_input_cost\":"
                        + cost.upstreamPrompt().toUsd()
                        + ",\"upstream_inference_output_cost\":"
                        + cost.upstreamCompletion().toUsd()
                        + "}";
        return new String[] {cost.total().toUsd(), details, ownKey};
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
