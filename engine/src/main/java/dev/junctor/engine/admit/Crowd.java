package dev.junctor.engine.admit;

import dev.junctor.engine.port.EventLoop;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All requests under way in this process, and the line of those that wait for a place.
 *
 * <p>Places are counted by atomic numbers, so that a request takes one on its own event loop and asks nobody while there
 * are enough. The line belongs to one loop, the keeper: who finds no place is sent there, and who gives a place back
 * while somebody waits calls it. So the line is fair over all loops, and there is no lock.
 *
 * <p>No call is lost: the keeper first says that somebody waits and then looks for a place; who gives one back does so
 * first and then looks whether somebody waits.
 */
public final class Crowd {
    private final Supplier<Bounds> bounds;
    private final EventLoop keeper;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean called = new AtomicBoolean();
    private final ConcurrentMap<KeyId, KeyTraffic> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<Shed, LongAdder> shed = new ConcurrentHashMap<>();

    /** The keeper's own. */
    private final Line<Entrance.Waiting> line = new Line<>();

    /** Somebody waits for a place whom only the bound of the process keeps out. */
    private volatile boolean pressed;

    private volatile int waiting;

    /**
     * @param bounds as they are now; asked for each request
     * @param keeper the loop that keeps the line
     */
    public Crowd(Supplier<Bounds> bounds, EventLoop keeper) {
        this.bounds = bounds;
        this.keeper = keeper;
    }

    /** Where requests of an event loop come in. */
    public Entrance entrance(EventLoop loop) {
        return new Entrance(this, loop);
    }

    /** Requests under way; any thread. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests that wait for a place; any thread. */
    public int waiting() {
        return waiting;
    }

    /** How many were not let in for a reason so far; any thread. */
    public long shed(Shed reason) {
        return counter(reason).sum();
    }

    Bounds bounds() {
        return bounds.get();
    }

    void count(Shed reason) {
        counter(reason).increment();
    }

    private LongAdder counter(Shed reason) {
        return shed.computeIfAbsent(reason, unknown -> new LongAdder());
    }

    /** What is known of a key that has a bound; kept as long as the process, since it is small. */
    KeyTraffic of(KeyId key, long nowNanos) {
        KeyTraffic known = keys.get(key);
        return known == null
                ? keys.computeIfAbsent(key, unknown -> new KeyTraffic(nowNanos))
                : known;
    }

    /** Takes a place, unless there is none or somebody is before this one; any loop. */
    boolean enter(@Nullable KeyTraffic key, int mostOfKey) {
        boolean behind = pressed || (key != null && key.hasWaiting());
        return !behind && take(key, mostOfKey);
    }

    private boolean take(@Nullable KeyTraffic key, int mostOfKey) {
        if (key != null && !key.take(mostOfKey)) {
            return false;
        }
        if (countedUp(inFlight, bounds().inFlight())) {
            return true;
        }
        if (key != null) {
            key.giveBack();
            callIfWaiting(key); // the keeper may have seen this place taken
        }
        return false;
    }

    /** Any loop: a place is free. */
    void giveBack(@Nullable KeyTraffic key) {
        inFlight.decrementAndGet();
        if (key != null) {
            key.giveBack();
        }
        callIfWaiting(key);
    }

    private void callIfWaiting(@Nullable KeyTraffic key) {
        if (pressed || (key != null && key.hasWaiting())) {
            call();
        }
    }

    private void call() {
        if (!called.getAndSet(true)) {
            keeper.execute(() -> {
                called.set(false);
                serve();
            });
        }
    }

    /** Any loop: sends somebody to the line. */
    void lineUp(Entrance.Waiting waiter) {
        keeper.execute(() -> arrived(waiter));
    }

    /** Any loop: somebody who was in line is there no more. */
    void leave(Entrance.Waiting waiter) {
        keeper.execute(() -> {
            if (line.remove(waiter)) {
                isOut(waiter);
            }
        });
    }

    private void arrived(Entrance.Waiting waiter) {
        if (!waiter.isInLine()) {
            return;
        }
        line.add(waiter);
        waiting = line.size();
        waiter.countInLine(1);
        serve();
        Bounds now = bounds();
        while (line.size() > now.queue() || line.bytes() > now.queueBytes()) {
            Entrance.Waiting weakest = line.weakest(waiter);
            isOut(weakest);
            weakest.sendAway();
        }
    }

    private void isOut(Entrance.Waiting waiter) {
        waiting = line.size();
        waiter.countInLine(-1);
    }

    /** The keeper: lets in as many as there are places for. */
    private void serve() {
        pressed = line.size() > 0;
        boolean full = false;
        while (line.size() > 0) {
            full = !countedUp(inFlight, bounds().inFlight());
            if (full) {
                break;
            }
            Optional<Entrance.Waiting> next = line.next(Entrance.Waiting::takesPlaceOfKey);
            if (next.isEmpty()) { // their own keys keep all of them out
                inFlight.decrementAndGet();
                break;
            }
            isOut(next.get());
            next.get().letIn();
        }
        pressed = full;
    }

    /** Counts up, unless it is as much as may be. */
    static boolean countedUp(AtomicInteger number, int most) {
        int seen = number.get();
        while (seen < most) {
            int found = number.compareAndExchange(seen, seen + 1);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }
}
