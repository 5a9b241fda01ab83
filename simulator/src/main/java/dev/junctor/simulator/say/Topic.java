package dev.junctor.simulator.say;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a user's words are about, found by simple means.
 *
 * @param excerpt their beginning, on one line
 * @param words lower-case words that carry meaning, in order, each once
 * @param names words and phrases in capitals or quotes, in order
 * @param numbers numbers that occur, in order
 */
public record Topic(
        String excerpt, List<String> words, List<String> names, List<BigDecimal> numbers) {
    private static final int READ = 4_000;
    private static final int EXCERPT = 90;
    private static final int MOST = 40;
    private static final int DIGITS = 15;

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "the", "and", "for", "are", "was", "you", "your", "with", "what", "that",
                    "this", "from", "have", "has", "had", "can", "could", "would", "should", "will",
                    "how", "why", "who", "when", "where", "which", "please", "tell", "give",
                    "about", "into", "does", "did", "not", "but", "its", "it's", "all", "any",
                    "use", "using", "me", "my", "is", "in", "of", "to", "a", "an", "on", "at", "it",
                    "i", "be", "do", "or", "as", "by", "if", "so", "we", "us", "he", "she", "they",
                    "them", "get");

    public Topic {
        words = List.copyOf(words);
        names = List.copyOf(names);
        numbers = List.copyOf(numbers);
    }

    /** Reads a text; of a long one only the beginning. */
    public static Topic of(String whole) {
        String text = whole.length() > READ ? whole.substring(0, READ) : whole;
        return new Topic(excerpt(text), meaningful(text), names(text), numbers(text));
    }

    /** The words of a text that carry meaning: lower-case, without a plural's s, each once. */
    public static List<String> meaningful(String text) {
        List<String> found = new ArrayList<>();
        for (String word : split(text)) {
            String plain = word.toLowerCase(Locale.ROOT);
            boolean plural = plain.length() > 3 && plain.endsWith("s") && !plain.endsWith("ss");
            String stem = plural ? plain.substring(0, plain.length() - 1) : plain;
            boolean counts =
                    stem.length() > 1 && !EMPTY_WORDS.contains(plain) && !found.contains(stem);
            if (counts && found.size() < MOST) {
                found.add(stem);
            }
        }
        return found;
    }

    /** Words of letters and digits; {@code camelCase} and {@code snake_case} are taken apart. */
    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hump =
                    Character.isUpperCase(c)
                            && !word.isEmpty()
                            && Character.isLowerCase(word.charAt(word.length() - 1));
            if (!Character.isLetterOrDigit(c) || hump) {
                take(word, words);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
        }
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= EXCERPT) {
            return line;
        }
        int space = line.lastIndexOf(' ', EXCERPT);
        int cut = space > EXCERPT / 2 ? space : EXCERPT;
        boolean pair = Character.isHighSurrogate(line.charAt(cut - 1));
        return line.substring(0, pair ? cut - 1 : cut) + "…";
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        quoted(text, names);
        String[] words = text.split("\\s+", -1);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < words.length && names.size() < MOST; i++) {
            String bare = words[i].replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
            boolean capital = !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
            boolean opens = i == 0 || words[i - 1].matches(".*[.!?:]$");
            boolean empty = EMPTY_WORDS.contains(bare.toLowerCase(Locale.ROOT));
            if (capital && !empty && !opens) {
                name.append(name.isEmpty() ? "" : " ").append(bare);
            }
            boolean ends = !capital || empty || !words[i].endsWith(bare);
            if (ends) {
                take(name, names);
            }
        }
        take(name, names);
        return names;
    }

    private static void quoted(String text, List<String> names) {
        int from = text.indexOf('"');
        while (from >= 0 && names.size() < MOST) {
            int to = text.indexOf('"', from + 1);
            if (to < 0) {
                return;
            }
            if (to > from + 1) {
                names.add(text.substring(from + 1, to));
            }
            from = text.indexOf('"', to + 1);
        }
    }

    private static List<BigDecimal> numbers(String text) {
        List<BigDecimal> numbers = new ArrayList<>();
        int at = 0;
        while (at < text.length() && numbers.size() < MOST) {
            if (!isDigit(text, at)) {
                at++;
                continue;
            }
            int to = at;
            while (isDigit(text, to)) {
                to++;
            }
            if (to + 1 < text.length() && text.charAt(to) == '.' && isDigit(text, to + 1)) {
                to++;
                while (isDigit(text, to)) {
                    to++;
                }
            }
            boolean negative = at > 0 && text.charAt(at - 1) == '-';
            if (to - at <= DIGITS) {
                BigDecimal number = new BigDecimal(text.substring(at, to));
                numbers.add(negative ? number.negate() : number);
            }
            at = to;
        }
        return numbers;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
