package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Nearest;
import dev.junctor.core.base.Seed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LikenessTest {
    private static final String ALPHABET = "abcz019-./:A";

    @Test
    void theSameLettersAreNoDistanceApart() {
        assertThat(distance("GPT4o Mini", "openai/gpt-4o-mini")).isZero();
        assertThat(distance("openai/gpt4omini", "openai/gpt-4o-mini")).isZero();
    }

    @Test
    void countsLettersAndWordsAsTheirDefinitionsSay() {
        Seed seed = new Seed(1);
        for (int i = 0; i < 5_000; i++) {
            seed = seed.next();
            String name = word(seed.forPurpose("name"), 64);
            String id =
                    word(seed.forPurpose("author"), 6) + "/" + word(seed.forPurpose("slug"), 70);
            assertThat(distance(name, id)).as("seed %s", seed).isEqualTo(defined(name, id));
        }
    }

    @Test
    void aNameOfAnyLengthIsCompared() {
        assertThat(distance("", "acme/a")).isEqualTo(2);
        assertThat(distance("x".repeat(10_000), "acme/a")).isEqualTo(2);
        assertThat(distance("- ".repeat(1_000), "acme/a")).isEqualTo(2);
    }

    /** Letters by Levenshtein's own table, words as sets. */
    private static double defined(String name, String id) {
        String letters = letters(name);
        String slug = id.substring(id.indexOf('/') + 1);
        double byLetters =
                Math.min(relative(letters, letters(id)), relative(letters, letters(slug)));
        if (byLetters == 0) {
            return 0;
        }
        Set<String> words = words(name);
        Set<String> theirs = words(id);
        int all = words.size() + theirs.size();
        theirs.retainAll(words);
        return byLetters + 1 - 2.0 * theirs.size() / Math.max(1, all);
    }

    private static double relative(String left, String right) {
        int longest = Math.max(left.length(), right.length());
        return left.isEmpty() || longest == 0
                ? 1
                : (double) Nearest.distance(left, right) / longest;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
    }

    private static Set<String> words(String name) {
        String[] split = name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+|(?<=[a-z])(?=[0-9])", -1);
        Set<String> words = new TreeSet<>(List.of(split));
        words.remove("");
        return words;
    }

    private static String word(Seed seed, int most) {
        StringBuilder word = new StringBuilder();
        Seed next = seed;
        for (int left = seed.below(most + 1); left > 0; left--) {
            next = next.next();
            word.append(ALPHABET.charAt(next.below(ALPHABET.length())));
        }
        return word.toString();
    }

    private static double distance(String name, String id) {
        return new Likeness(name).distanceTo(model(id));
    }

    private static Model model(String id) {
        return new Model(
                id,
                id,
                "",
                "",
                "",
                Model.Weights.UNKNOWN,
                0,
                0,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                Reasoning.NONE,
                Lifecycle.ACTIVE,
                List.of(),
                Map.of());
    }
}
