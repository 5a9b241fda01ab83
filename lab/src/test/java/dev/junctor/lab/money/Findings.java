package dev.junctor.lab.money;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is wrong with the money, sentence by sentence; any thread. */
final class Findings {
    private static final int SHOWN = 5;

    private final ConcurrentLinkedQueue<Finding> all = new ConcurrentLinkedQueue<>();

    /** What can be wrong. */
    enum Kind {
        /** An answer that was received whole is not charged. */
        LOST,
        /** Something is charged twice. */
        DOUBLE,
        /** The amount is another one, or somebody is charged who has nothing. */
        WRONG,
        /** The books do not balance, a balance is not what it must be, or a hold stays. */
        BOOKS
    }

    private record Finding(Kind kind, String sentence) {}

    void add(Kind kind, String sentence) {
        all.add(new Finding(kind, sentence));
    }

    /** Adds a sentence where something is not as it must be. */
    void expect(boolean right, Kind kind, String sentence) {
        if (!right) {
            add(kind, sentence);
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int count(Kind kind) {
        return (int) all.stream().filter(one -> one.kind == kind).count();
    }

    /** {@code lost 0, double 0, wrong 0, books 0}. */
    String counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        all.forEach(one -> counts.merge(one.kind, 1, Integer::sum));
        return "lost %d, double %d, wrong %d, books %d"
                .formatted(
                        counts.getOrDefault(Kind.LOST, 0),
                        counts.getOrDefault(Kind.DOUBLE, 0),
                        counts.getOrDefault(Kind.WRONG, 0),
                        counts.getOrDefault(Kind.BOOKS, 0));
    }

    /** The first few of each kind that came after so many. */
    List<String> sentences(int after) {
        Map<Kind, Integer> shown = new EnumMap<>(Kind.class);
        List<String> sentences = new ArrayList<>();
        all.stream()
                .skip(after)
                .forEach(one -> {
                    if (shown.merge(one.kind, 1, Integer::sum) <= SHOWN) {
                        sentences.add(one.kind + ": " + one.sentence);
                    }
                });
        return sentences;
    }

    int size() {
        return all.size();
    }
}
