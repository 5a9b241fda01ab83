package dev.junctor.simulator.say;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a string that matches a simple regular expression: literals, classes, groups, alternatives, repetition.
 *
 * <p>Lookaround, back references and other rarities are not understood.
 */
final class PatternFiller {
    private static final String WORD =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private static final String DIGIT = "0123456789";
    private static final int MOST = 64;
    private static final int LONGEST = 4 * MOST;
    private static final int DEEPEST = 32;

    private final String pattern;
    private final int open;
    private final Chance chance;
    private int at;
    private int depth;
    private boolean understood = true;

    private PatternFiller(String pattern, int open, Chance chance) {
        this.pattern = pattern;
        this.open = open;
        this.chance = chance;
    }

    /**
     * A matching string; empty when the pattern is not understood or the lengths cannot be kept.
     *
     * @param least characters that it has at least, as far as repetition without a limit allows
     */
    static String fill(String pattern, int least, int most, Chance chance) {
        int open = Math.max(1, Math.min(Math.min(least + 2, most), MOST));
        PatternFiller filler = new PatternFiller(pattern, open, chance);
        String text = filler.alternatives();
        boolean whole = filler.understood && filler.at == pattern.length();
        return whole && text.length() >= least && text.length() <= most ? text : "";
    }

    private boolean more() {
        return understood && at < pattern.length();
    }

    private String alternatives() {
        List<String> options = new ArrayList<>();
        options.add(sequence());
        while (more() && pattern.charAt(at) == '|') {
            at++;
            options.add(sequence());
        }
        return options.get(chance.below(options.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int from = at;
            String once = atom();
            int behind = at;
            int times = times();
            int end = at;
            for (int i = 0; i < times && text.length() < LONGEST; i++) {
                if (i == 0) {
                    text.append(once);
                } else {
                    at = from;
                    text.append(atom());
                    understood = understood && at == behind;
                }
            }
            at = end;
        }
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> one(WORD);
            case '\\' -> escape();
            case '[' -> one(characters());
            case '(' -> group();
            case '*', '+', '?', '{' -> lost();
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (at < pattern.length() && pattern.charAt(at) == '?') {
            return lost();
        }
        String inside = ++depth > DEEPEST ? lost() : alternatives();
        depth--;
        if (at >= pattern.length() || pattern.charAt(at) != ')') {
            return lost();
        }
        at++;
        return inside;
    }

    private String escape() {
        if (at >= pattern.length()) {
            return lost();
        }
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'd' -> one(DIGIT);
            case 'w' -> one(WORD);
            case 's' -> " ";
            case 'D', 'S' -> "x";
            case 'W' -> "-";
            case 'b', 'A', 'Z', 'z' -> "";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> Character.isLetterOrDigit(c) ? lost() : String.valueOf(c);
        };
    }

    private String characters() {
        boolean not = at < pattern.length() && pattern.charAt(at) == '^';
        if (not) {
            at++;
        }
        StringBuilder set = new StringBuilder();
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            first = false;
            member(set);
        }
        if (at >= pattern.length()) {
            return lost();
        }
        at++;
        if (!not) {
            return set.toString();
        }
        StringBuilder rest = new StringBuilder();
        (WORD + " -.,")
                .chars()
                .filter(c -> set.indexOf(String.valueOf((char) c)) < 0)
                .forEach(c -> rest.append((char) c));
        return rest.toString();
    }

    private void member(StringBuilder set) {
        char c = pattern.charAt(at++);
        if (c == '\\' && at < pattern.length()) {
            char escaped = pattern.charAt(at++);
            switch (escaped) {
                case 'd' -> set.append(DIGIT);
                case 'w' -> set.append(WORD);
                case 's' -> set.append(' ');
                default -> set.append(Character.isLetterOrDigit(escaped) ? lost() : escaped);
            }
            return;
        }
        boolean range =
                at + 1 < pattern.length()
                        && pattern.charAt(at) == '-'
                        && pattern.charAt(at + 1) != ']';
        if (!range) {
            set.append(c);
            return;
        }
        char to = pattern.charAt(at + 1);
        at += 2;
        for (char each = c; each <= to && set.length() < 512; each++) {
            set.append(each);
        }
    }

    private int times() {
        if (at >= pattern.length()) {
            return 1;
        }
        int times =
                switch (pattern.charAt(at)) {
                    case '*', '+' -> step(open);
                    case '?' -> step(1);
                    case '{' -> counted();
                    default -> 1;
                };
        if (at < pattern.length() && pattern.charAt(at) == '?' && pattern.charAt(at - 1) != '?') {
            at++;
        }
        return times;
    }

    private int step(int times) {
        at++;
        return times;
    }

    private int counted() {
        int end = pattern.indexOf('}', at);
        String[] counts = end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", 2);
        at = Math.max(end, at) + 1;
        if (counts.length == 0 || !counts[0].matches("\\d{1,4}")) {
            lost();
            return 0;
        }
        int least = Integer.parseInt(counts[0]);
        if (counts.length == 1) {
            return least;
        }
        int most = counts[1].matches("\\d{1,4}") ? Integer.parseInt(counts[1]) : least + open;
        return Math.max(least, Math.min(most, open));
    }

    private String one(String characters) {
        return characters.isEmpty()
                ? lost()
                : String.valueOf(characters.charAt(chance.below(characters.length())));
    }

    private String lost() {
        understood = false;
        return "";
    }
}
