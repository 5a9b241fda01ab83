package dev.junctor.engine.money;

import java.util.Comparator;

/**
 * A request's place among all that wait for money, on whatever loop: who came earlier is first under every limit that
 * both wait for, so that no two ever wait for each other.
 *
 * @param arrivedNanos when it came, by the clock of the loops
 * @param number orders the arrivals of one loop
 * @param chance tells loops apart
 */
record Turn(long arrivedNanos, long number, long chance) implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER =
            Comparator.comparingLong(Turn::arrivedNanos)
                    .thenComparingLong(Turn::number)
                    .thenComparingLong(Turn::chance);

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
