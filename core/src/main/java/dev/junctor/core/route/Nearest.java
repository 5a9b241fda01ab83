package dev.junctor.core.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which known words a mistyped one is nearest to: a cheap look at shared pairs of letters chooses a few, the edit
 * distance orders them. So a wrong model name costs microseconds, though there are thousands of names.
 */
final class Nearest {
    private static final int LONGEST = 96;
    private static final int FINALISTS = 16;

    private final String word;
    private final long[] pairs = new long[16];
    private final List<Scored> finalists = new ArrayList<>(FINALISTS + 1);

    private record Scored(String name, double shared, int distance) {
        static final Comparator<Scored> BY_PAIRS =
                Comparator.comparingDouble(Scored::shared).reversed().thenComparing(Scored::name);
        static final Comparator<Scored> BY_DISTANCE =
                Comparator.comparingInt(Scored::distance).thenComparing(BY_PAIRS);
    }

    /** Starts a search for what somebody wrote. */
    Nearest(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        this.word = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
        for (int i = 0; i + 1 < word.length(); i++) {
            int bit = pair(word, i);
            pairs[bit >> 6] |= 1L << bit;
        }
    }

    /** The nearest of some words; empty when there are none or none is at all alike. */
    static String of(String written, Iterable<String> known) {
        Nearest nearest = new Nearest(written);
        known.forEach(word -> nearest.offer(word, word));
        List<String> best = nearest.best(1);
        if (best.isEmpty()) {
            return "";
        }
        int distance = distance(nearest.word, best.getFirst());
        return distance <= Math.max(2, nearest.word.length() / 2) ? best.getFirst() : "";
    }

    /** Considers a name that may also be found by another spelling. */
    void offer(String name, String spelling) {
        double shared = shared(spelling);
        if (finalists.size() == FINALISTS && shared < finalists.getLast().shared()) {
            return;
        }
        Scored scored = new Scored(name, shared, distance(word, spelling));
        int known = indexOf(name);
        if (known >= 0) {
            if (Scored.BY_DISTANCE.compare(finalists.get(known), scored) <= 0) {
                return;
            }
            finalists.remove(known);
        }
        finalists.add(scored);
        finalists.sort(Scored.BY_PAIRS);
        if (finalists.size() > FINALISTS) {
            finalists.removeLast();
        }
    }

    /** The nearest names, best first. */
    List<String> best(int count) {
        return finalists.stream()
                .sorted(Scored.BY_DISTANCE)
                .limit(count)
                .map(Scored::name)
                .toList();
    }

    private int indexOf(String name) {
        for (int i = 0; i < finalists.size(); i++) {
            if (finalists.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Share of the pairs of letters that both have, 0 to 1. */
    private double shared(String other) {
        int common = 0;
        for (int i = 0; i + 1 < other.length(); i++) {
            int bit = pair(other, i);
            common += (pairs[bit >> 6] & (1L << bit)) != 0 ? 1 : 0;
        }
        int all = word.length() + other.length() - 2;
        return all <= 0 ? 0 : 2.0 * common / all;
    }

    private static int pair(String text, int at) {
        return (Character.toLowerCase(text.charAt(at)) * 31
                        + Character.toLowerCase(text.charAt(at + 1)))
                & 1023;
    }

    /** Insertions, removals, changes and swaps of neighbours that turn one word into another. */
    static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, before[j - 2] + 1);
                }
                row[j] = best;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[right.length()];
    }
}
