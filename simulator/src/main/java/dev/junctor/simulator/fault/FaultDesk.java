package dev.junctor.simulator.fault;

import dev.junctor.core.base.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The orders of the control API, and the counts of those in requests; shared by all loops. */
public final class FaultDesk {
    private static final int MOST_COUNTED = 10_000;

    private final long seed;
    private final CopyOnWriteArrayList<Standing> orders = new CopyOnWriteArrayList<>();
    private final Map<Long, AtomicInteger> counted = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong draws = new AtomicLong();

    /** A desk whose chances come from a seed. */
    public FaultDesk(long seed) {
        this.seed = seed;
    }

    /**
     * An order that stands until it is used up or taken back.
     *
     * @param left how often it will still happen, where that is limited
     */
    public record Standing(
            long id, FaultOrder order, FaultReader.Scope scope, AtomicInteger left) {}

    /** Accepts an order. */
    public Standing accept(FaultOrder order, FaultReader.Scope scope) {
        AtomicInteger left = new AtomicInteger(scope.times());
        Standing standing = new Standing(ids.incrementAndGet(), order, scope, left);
        orders.add(standing);
        return standing;
    }

    /** The orders that stand. */
    public List<Standing> standing() {
        return List.copyOf(orders);
    }

    /** Takes an order back; whether there was one. */
    public boolean takeBack(long id) {
        return orders.removeIf(standing -> standing.id() == id);
    }

    /** Takes all orders back. */
    public void clear() {
        orders.clear();
        counted.clear();
    }

    /** The first order that happens to a request now. */
    public Optional<FaultOrder> next(String provider, String model) {
        for (Standing standing : orders) {
            FaultReader.Scope scope = standing.scope();
            if (scope.covers(provider, model) && happens(scope.probability()) && use(standing)) {
                return Optional.of(standing.order());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an order in a request happens: with {@code times} it happens to the first so many attempts with the same
     * content, then not once, and so on.
     *
     * @param content what tells the request from others, whoever is asked
     */
    public boolean happens(FaultReader.Scope scope, long content) {
        if (!happens(scope.probability())) {
            return false;
        }
        if (scope.times() == 0) {
            return true;
        }
        if (counted.size() > MOST_COUNTED) {
            counted.clear();
        }
        AtomicInteger count = counted.computeIfAbsent(content, key -> new AtomicInteger());
        if (count.incrementAndGet() <= scope.times()) {
            return true;
        }
        counted.remove(content);
        return false;
    }

    private boolean use(Standing standing) {
        if (standing.scope().times() == 0) {
            return true;
        }
        int left = standing.left().getAndDecrement();
        if (left <= 1) {
            orders.remove(standing);
        }
        return left >= 1;
    }

    private boolean happens(double probability) {
        return probability >= 1
                || new Seed(seed + draws.incrementAndGet()).forPurpose("fault").unit()
                        < probability;
    }
}
