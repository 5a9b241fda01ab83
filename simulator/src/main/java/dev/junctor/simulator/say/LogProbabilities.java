package dev.junctor.simulator.say;

import dev.junctor.core.base.Seed;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Probabilities of tokens: made up, but never above 0, ordered, and the same for the same token and place. */
public final class LogProbabilities {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LogProbabilities() {}

    /**
     * The entry of a token in {@code logprobs.content}.
     *
     * @param position of the token in the answer
     * @param alternatives how many likely tokens are listed, 0 to 20
     */
    public static ObjectNode of(String token, int position, int alternatives) {
        Chance chance = Chance.of(position, token);
        double probability = chosen(chance);
        ObjectNode entry = entry(token, probability);
        ArrayNode top = entry.putArray("top_logprobs");
        double value = probability;
        for (int i = 0; i < alternatives; i++) {
            top.add(entry(i == 0 ? token : " " + word(chance), value));
            value = round(value - 0.05 - 2 * chance.unit());
        }
        return entry;
    }

    /** The probability of a token alone, as a natural logarithm. */
    public static double of(String token, int position) {
        return chosen(Chance.of(position, token));
    }

    private static double chosen(Chance chance) {
        double unit = chance.unit();
        return round(-1.6 * unit * unit * unit);
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static ObjectNode entry(String token, double probability) {
        ObjectNode entry = JSON.objectNode().put("token", token).put("logprob", probability);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(each & 0xFF);
        }
        return entry;
    }

    private static String word(Chance chance) {
        Seed seed = chance.seed();
        chance.unit();
        return chance.letters(2 + seed.below(4));
    }
}
