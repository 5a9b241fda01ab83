package dev.junctor.engine.admit;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * Those who wait: by priority, then one of each key in turn, then in the order in which they came. So a key that asks a
 * hundred times waits behind itself, not the others behind it. Used by one thread.
 */
final class Line<T extends Line.Waiter> {
    /** Who waits. */
    interface Waiter {
        KeyId key();

        Priority priority();

        /** How many bytes it keeps meanwhile. */
        int bytes();
    }

    /** The highest priority first. */
    private final Map<Priority, Turns<T>> classes = new EnumMap<>(Priority.class);

    private int size;
    private long bytes;

    int size() {
        return size;
    }

    /** What all who wait keep together. */
    long bytes() {
        return bytes;
    }

    void add(T waiter) {
        turns(waiter).add(waiter);
        size++;
        bytes += waiter.bytes();
    }

    /** Takes one out, wherever it stands; whether it was there. */
    boolean remove(T waiter) {
        boolean there = turns(waiter).remove(waiter);
        if (there) {
            out(waiter);
        }
        return there;
    }

    /**
     * Takes out the next whose turn it is.
     *
     * @param mayGo asked of the first of each key in turn, until one may; who may not keeps its place
     */
    Optional<T> next(Predicate<T> mayGo) {
        for (Turns<T> turns : classes.values()) {
            Optional<T> next = turns.next(mayGo);
            if (next.isPresent()) {
                out(next.get());
                return next;
            }
        }
        return Optional.empty();
    }

    /**
     * Takes out the one with the weakest claim: of the lowest priority, of the key with most who wait, the newest.
     *
     * @param newest who came last; it is the one if its key has its share of the line
     */
    T weakest(T newest) {
        Turns<T> lowest = turns(newest);
        for (Turns<T> turns : classes.values()) {
            lowest = turns.isEmpty() ? lowest : turns;
        }
        T weakest = lowest.weakest(newest);
        out(weakest);
        return weakest;
    }

    private Turns<T> turns(T waiter) {
        return classes.computeIfAbsent(waiter.priority(), priority -> new Turns<>());
    }

    private void out(T waiter) {
        size--;
        bytes -= waiter.bytes();
    }

    /** The keys of one priority that have somebody waiting, the next in turn first. */
    private static final class Turns<T extends Waiter> {
        private final LinkedHashMap<KeyId, SequencedSet<T>> byKey = new LinkedHashMap<>();
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        void add(T waiter) {
            byKey.computeIfAbsent(waiter.key(), key -> new LinkedHashSet<>()).add(waiter);
            size++;
        }

        boolean remove(T waiter) {
            SequencedSet<T> own = byKey.get(waiter.key());
            if (own == null || !own.remove(waiter)) {
                return false;
            }
            if (own.isEmpty()) {
                byKey.remove(waiter.key());
            }
            size--;
            return true;
        }

        Optional<T> next(Predicate<T> mayGo) {
            for (int asked = byKey.size(); asked > 0; asked--) {
                KeyId key = byKey.sequencedKeySet().getFirst();
                SequencedSet<T> own = byKey.sequencedValues().getFirst();
                byKey.putLast(key, own);
                T first = own.getFirst();
                if (mayGo.test(first)) {
                    remove(first);
                    return Optional.of(first);
                }
            }
            return Optional.empty();
        }

        T weakest(T newest) {
            SequencedSet<T> own = byKey.get(newest.key());
            boolean hasItsShare =
                    own != null && own.contains(newest) && own.size() * byKey.size() >= size;
            T weakest = hasItsShare ? newest : longest().getLast();
            remove(weakest);
            return weakest;
        }

        private SequencedSet<T> longest() {
            SequencedSet<T> longest = byKey.sequencedValues().getFirst();
            for (SequencedSet<T> own : byKey.values()) {
                if (own.size() > longest.size()) {
                    longest = own;
                }
            }
            return longest;
        }
    }
}
