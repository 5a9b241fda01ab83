package dev.junctor.core.catalog;

import dev.junctor.core.base.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How much a mistaken name looks like a model's id: by its letters, and by the words they share. */
final class Likeness {
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]+");
    private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+|(?<=[a-z])(?=[0-9])");

    private final String letters;
    private final Set<String> words;

    Likeness(String name) {
        this.letters = letters(name);
        this.words = words(name);
    }

    /** The smaller, the more alike; 0 for the same letters. */
    double distanceTo(Model model) {
        double byLetters =
                Math.min(
                        relative(letters, letters(model.id())),
                        relative(letters, letters(model.slug())));
        if (byLetters == 0) {
            return 0;
        }
        Set<String> theirs = words(model.id());
        int all = theirs.size() + words.size();
        theirs.retainAll(words);
        return byLetters + 1 - 2.0 * theirs.size() / Math.max(1, all);
    }

    private static double relative(String left, String right) {
        int longest = Math.max(1, Math.max(left.length(), right.length()));
        return (double) Nearest.distance(left, right) / longest;
    }

    private static String letters(String name) {
        return NOT_ALPHANUMERIC.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        for (String word : List.of(WORDS.split(name.toLowerCase(Locale.ROOT)))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
