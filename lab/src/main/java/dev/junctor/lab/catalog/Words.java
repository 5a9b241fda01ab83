package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Takes the ids of providers apart. */
final class Words {
    private static final Pattern DATE =
            Pattern.compile("[-_@](20\\d{2}-?[01]\\d-?[0-3]\\d|v\\d:\\d)$|-latest$|:0$");
    private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]+");

    /** Words that name another way to be served, so that ids that differ in one are not the same thing. */
    private static final Set<String> MODES =
            Set.of(
                    "fast",
                    "turbo",
                    "flex",
                    "thinking",
                    "reasoning",
                    "non",
                    "highspeed",
                    "lightning",
                    "free",
                    "high",
                    "eco",
                    "short",
                    "priority",
                    "batch",
                    "raw",
                    "pro",
                    "mini",
                    "nano",
                    "no",
                    "search",
                    "preview",
                    "instruct",
                    "exp");

    private Words() {}

    /** The words of an id without its path, its date and {@code latest}, in lower case. */
    static Set<String> of(String id) {
        return new TreeSet<>(inOrder(undated(id)));
    }

    /** The words that one id has and another has not, joined in order; empty when there is none. */
    static String beyond(String id, String base) {
        List<String> words = new ArrayList<>(inOrder(id));
        words.removeAll(inOrder(base));
        return String.join("-", words);
    }

    /** Whether an id says more than another without naming another way to be served. */
    static boolean sameService(String left, String right) {
        Set<String> more = new TreeSet<>(of(left));
        more.addAll(of(right));
        Set<String> both = new TreeSet<>(of(left));
        both.retainAll(of(right));
        boolean contained = both.equals(of(left)) || both.equals(of(right));
        more.removeAll(both);
        more.retainAll(MODES);
        return contained && more.isEmpty();
    }

    private static String undated(String id) {
        String result = id;
        String before;
        do {
            before = result;
            result = DATE.matcher(before).replaceFirst("");
        } while (!result.equals(before));
        return result;
    }

    private static List<String> inOrder(String id) {
        String last = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : List.of(SEPARATOR.split(last))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
