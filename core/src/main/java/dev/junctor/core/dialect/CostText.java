package dev.junctor.core.dialect;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an answer cost, as usage objects of all dialects tell it: OpenRouter's fields, US dollars as JSON numbers. */
public final class CostText {
    private static final String[] NAMES = {"cost", "cost_details", "is_byok"};

    private CostText() {}

    /** How the two parts of a cost are called. */
    public enum Words {
        PROMPT_AND_COMPLETIONS("prompt", "completions"),
        INPUT_AND_OUTPUT("input", "output");

        private final String in;
        private final String out;

        Words(String in, String out) {
            this.in = in;
            this.out = out;
        }
    }

    /** The names of the fields. */
    public static List<String> names() {
        return List.of(NAMES);
    }

    /** The fields with commas between them, without brackets. */
    public static String fields(Cost cost, Words words) {
        String[] values = values(cost, words);
        StringBuilder json = new StringBuilder(200);
        for (int i = 0; i < NAMES.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(NAMES[i]).append("\":").append(values[i]);
        }
        return json.toString();
    }

    /**
     * Adds the splices, in order, that put the cost into the usage object from {@code from} to {@code to}: in the place of
     * a provider's own idea of it, else at the end.
     */
    public static void add(
            byte[] bytes, int from, int to, Cost cost, Words words, List<Splice> splices) {
        String[] values = values(cost, words);
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
        StringBuilder added = new StringBuilder(200);
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

    private static String[] values(Cost cost, Words words) {
        String ownKey =
                switch (cost.payer()) {
                    case HOST -> "false";
                    case CUSTOMER -> "true";
                };
        String details =
                "{\"upstream_inference_cost\":"
                        + cost.upstreamPrompt().plus(cost.upstreamCompletion()).toUsd()
                        + ",\"upstream_inference_"
                        + words.in
                        + "_cost\":"
                        + cost.upstreamPrompt().toUsd()
                        + ",\"upstream_inference_"
                        + words.out
                        + "_cost\":"
                        + cost.upstreamCompletion().toUsd()
                        + "}";
        return new String[] {cost.total().toUsd(), details, ownKey};
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
