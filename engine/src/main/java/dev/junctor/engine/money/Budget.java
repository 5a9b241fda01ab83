package dev.junctor.engine.money;

import dev.junctor.core.base.Money;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this node may still spend under one limit: a key's, an account's, or a price book's count of requests. Any thread
 * may use it and none ever waits: to take is to compare and set.
 *
 * <p>Law: {@code left + held + settled = granted}, always. What is held is not counted apart but is what {@code unspent}
 * has more than {@code left}, so that one look at {@code unspent} tells whether an amount may ever fit, whatever others
 * do at the same time.
 */
public final class Budget {
    /** What a budget without a limit begins with: 4.6 billion dollars. */
    private static final long ENDLESS = Long.MAX_VALUE / 2;

    private final String id;
    private volatile Bounds bounds;
    private final AtomicLong left;
    private final AtomicLong unspent;
    private final ConcurrentSkipListSet<Turn> line = new ConcurrentSkipListSet<>();

    /** Whether it can be used up. */
    public enum Bounds {
        LIMITED,
        ENDLESS
    }

    private Budget(String id, Bounds bounds, long left) {
        this.id = id;
        this.bounds = bounds;
        this.left = new AtomicLong(left);
        this.unspent = new AtomicLong(left);
    }

    /**
     * With something to begin with.
     *
     * @param id {@code key:HASH}, {@code key:HASH@PERIOD}, {@code account:ID} or {@code book:NAME:ACCOUNT:DAY}
     * @param left in nano-dollars, or in requests; negative where more was spent than the limit now allows
     */
    public static Budget limited(String id, long left) {
        return new Budget(id, Bounds.LIMITED, left);
    }

    /** Without a limit. */
    public static Budget endless(String id) {
        return new Budget(id, Bounds.ENDLESS, ENDLESS);
    }

    /** Names it among all budgets. */
    public String id() {
        return id;
    }

    /** Whether it can be used up. */
    public Bounds bounds() {
        return bounds;
    }

    /** What is neither held nor spent. */
    public long left() {
        return left.get();
    }

    /** What is held for requests under way. */
    public long held() {
        long most = unspent.get();
        return Math.max(0, most - left.get());
    }

    /** What is left and what is held together: the most that may ever be taken without a new grant. */
    public long unspent() {
        return unspent.get();
    }

    /** Takes an amount for a request under way, or nothing. A free request always passes. */
    boolean hold(long amount) {
        if (bounds == Bounds.ENDLESS) {
            left.addAndGet(-amount);
            return true;
        }
        while (amount > 0) {
            long now = left.get();
            if (now < amount) {
                return false;
            }
            if (left.compareAndSet(now, now - amount)) {
                return true;
            }
        }
        return true;
    }

    /** Ends a hold: {@code spent} of it is gone for good, the rest is free again. */
    void settle(long amount, long spent) {
        if (spent != 0) {
            unspent.addAndGet(-spent);
        }
        if (amount != spent) {
            left.addAndGet(amount - spent);
        }
    }

    /** A request waits until there is enough for it. */
    void lineUp(Turn turn) {
        line.add(turn);
    }

    /** It waits no more. */
    void leave(Turn turn) {
        line.remove(turn);
    }

    /** Whether nobody who came before waits. */
    boolean isNext(Turn turn) {
        return line.isEmpty() || line.lower(turn) == null;
    }

    /** Gives more to spend; a negative amount takes away what is left. */
    public void grant(long amount) {
        unspent.addAndGet(amount);
        left.addAndGet(amount);
    }

    /**
     * Bounds it from now on: so much in all, instead of what it was endless with. What is held and spent stays so.
     *
     * @param amount less what was spent before this budget began to count
     */
    public void limit(long amount) {
        if (bounds == Bounds.ENDLESS) {
            grant(amount - ENDLESS);
            bounds = Bounds.LIMITED; // after the grant: whoever sees it sees what is left
        }
    }

    /**
     * Takes the bounds off. What is held and spent stays so.
     *
     * @param amount what was granted so far
     */
    public void unlimit(long amount) {
        if (bounds == Bounds.LIMITED) {
            bounds = Bounds.ENDLESS; // before the grant, for the same reason
            grant(ENDLESS - amount);
        }
    }

    /** Takes back at most so much of what is neither held nor spent; returns how much that was. */
    public long takeBack(long atMost) {
        while (true) {
            long now = left.get();
            long taken = Math.min(Math.max(0, now), atMost);
            if (left.compareAndSet(now, now - taken)) {
                unspent.addAndGet(-taken);
                return taken;
            }
        }
    }

    @Override
    public String toString() {
        return id + " $" + new Money(left.get()).toUsd() + " left";
    }
}
