package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the outside world knows: what was answered, and what was paid in. The load may tell it from any thread. */
final class Expected {
    private static final int WANT_OF_MONEY = 402;

    private final ConcurrentLinkedQueue<Heard> fresh = new ConcurrentLinkedQueue<>();
    private final AtomicLong answeredNanos = new AtomicLong();
    private final Map<String, AtomicLong> answeredByKey;
    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unpaid = new AtomicInteger();
    private final AtomicInteger incomplete = new AtomicInteger();
    private final AtomicInteger nameless = new AtomicInteger();
    private final Map<String, Money> costs = new HashMap<>();
    private final Set<String> refusals = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Money> charged = new HashMap<>();
    private final Map<String, Money> deposits = new HashMap<>();

    Expected(List<String> keys) {
        Map<String, AtomicLong> byKey = new HashMap<>();
        keys.forEach(key -> byKey.put(key, new AtomicLong()));
        this.answeredByKey = Map.copyOf(byKey);
    }

    /** A request ended; any thread. */
    void heard(Heard one) {
        switch (one) {
            case Heard.Complete whole -> {
                complete.incrementAndGet();
                answeredNanos.addAndGet(whole.cost().nanoDollars());
                ofKey(whole.key()).addAndGet(whole.cost().nanoDollars());
            }
            case Heard.Refused(String _, int status) -> {
                refused.incrementAndGet();
                if (status == WANT_OF_MONEY) {
                    unpaid.incrementAndGet();
                }
            }
            case Heard.Incomplete(String id) -> {
                incomplete.incrementAndGet();
                if (id.isEmpty()) {
                    nameless.incrementAndGet();
                }
            }
        }
        fresh.add(one);
    }

    /** What came since the last call, for one thread. */
    List<Heard.Complete> takeFresh() {
        List<Heard.Complete> completes = new ArrayList<>();
        for (Heard one = fresh.poll(); one != null; one = fresh.poll()) {
            switch (one) {
                case Heard.Complete whole -> {
                    completes.add(whole);
                    costs.put(whole.id(), whole.cost());
                    known.add(whole.id());
                }
                case Heard.Refused(String id, int _) -> {
                    refusals.add(id);
                    known.add(id);
                }
                case Heard.Incomplete(String id) -> known.add(id);
            }
        }
        return completes;
    }

    /** What all whole answers cost so far; the books may not know less. */
    Money answered() {
        return new Money(answeredNanos.get());
    }

    /** The same for one key. */
    Money answered(String key) {
        return new Money(ofKey(key).get());
    }

    private AtomicLong ofKey(String key) {
        return Objects.requireNonNull(answeredByKey.get(key), "only known keys ask");
    }

    int complete() {
        return complete.get();
    }

    /** Requests of which not even the id is known, so that a charge of an unknown id may be theirs. */
    int nameless() {
        return nameless.get();
    }

    /** {@code 1203 answers complete, 61 not, 9 refused (4 with 402)}. */
    String counts() {
        return "%,d answers complete, %,d not, %,d refused (%,d with 402)"
                .formatted(complete.get(), incomplete.get(), refused.get(), unpaid.get());
    }

    /** What whole answers cost, by id; for the thread that takes. */
    Map<String, Money> costs() {
        return costs;
    }

    /** Ids of what was refused; for the thread that takes. */
    Set<String> refusals() {
        return refusals;
    }

    /** Ids of everything that was asked, as far as a caller was told; for the thread that takes. */
    Set<String> known() {
        return known;
    }

    /** What the books have charged, by id, as far as it was read; for the thread that takes. */
    Map<String, Money> charged() {
        return charged;
    }

    /** Deposits by name; for the thread that takes. */
    Map<String, Money> deposits() {
        return deposits;
    }

    /** The sum of amounts. */
    static Money sum(Iterable<Money> amounts) {
        Money sum = Money.ZERO;
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }
}
