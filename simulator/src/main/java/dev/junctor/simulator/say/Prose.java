package dev.junctor.simulator.say;

import dev.junctor.simulator.ask.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Text that says plainly that it is simulated, and yet is about what was asked. */
final class Prose {
    private static final List<String> SENTENCES =
            List.of(
                    "A real model would now explain %s in more depth.",
                    "One could begin with %s and then turn to %s.",
                    "What matters most about %s depends on %s.",
                    "In short, %s comes first.",
                    "Compare %s with %s before you decide.",
                    "There is more than one way to look at %s.",
                    "For %s, three points are usually made: what it is, what it costs,"
                            + " and who needs it.",
                    "Nothing here was computed; the words about %s are drawn by a seed.",
                    "If %s is unclear, ask again with an example.",
                    "That %s and %s belong together is only assumed.",
                    "The next step would be to check %s against a source.",
                    "So much for %s.");

    private static final List<String> THOUGHTS =
            List.of(
                    "The user wants to know about %s.",
                    "I should look at %s first, then at %s.",
                    "Does %s change anything for %s? Probably not.",
                    "Let me check %s once more.",
                    "A short answer about %s will do.",
                    "It is safer to say that this is simulated.",
                    "Now put %s and %s together.");

    private Prose() {}

    /** A text on a topic, of a length that chance decides. */
    static List<String> answer(String opening, Topic topic, Chance chance) {
        StringBuilder text = new StringBuilder(opening);
        int sentences = chance.between(1, 6);
        for (int i = 0; i < sentences; i++) {
            text.append(' ').append(sentence(SENTENCES, topic, chance));
        }
        return Tokens.split(text);
    }

    /** The same, of an exact length. */
    static List<String> answer(String opening, Topic topic, Chance chance, int tokens) {
        return exactly(opening, SENTENCES, topic, chance, tokens);
    }

    /** Reasoning of an exact length. */
    static List<String> thoughts(Topic topic, Chance chance, int tokens) {
        return exactly("(Simulated reasoning.)", THOUGHTS, topic, chance, tokens);
    }

    /** How an answer begins that answers a user. */
    static String opening(String provider, String model, Topic topic) {
        String asked =
                topic.excerpt().isEmpty()
                        ? "nothing was asked."
                        : "you wrote \"" + topic.excerpt() + "\".";
        return signature(provider, model) + asked;
    }

    /** How an answer begins that uses a tool's result. */
    static String opening(String provider, String model, String tool, String result) {
        String what = result.isEmpty() ? "nothing" : result;
        return signature(provider, model) + "the tool " + tool + " returned " + what + ".";
    }

    private static String signature(String provider, String model) {
        return "This is a simulated answer from " + provider + " for " + model + ": ";
    }

    /** A result in a few words: of JSON its fields, of text its beginning. */
    static String result(JsonNode content, String text) {
        return Topic.of(content.isString() ? content.stringValue() : text).excerpt();
    }

    private static List<String> exactly(
            String opening, List<String> pool, Topic topic, Chance chance, int tokens) {
        List<String> said = new ArrayList<>(Tokens.split(opening));
        while (said.size() < tokens) {
            said.addAll(Tokens.split(" " + sentence(pool, topic, chance)));
        }
        return said.subList(0, tokens);
    }

    private static String sentence(List<String> pool, Topic topic, Chance chance) {
        return chance.pick(pool).formatted(word(topic, chance), word(topic, chance));
    }

    private static String word(Topic topic, Chance chance) {
        return topic.words().isEmpty() ? "the question" : chance.pick(topic.words());
    }
}
