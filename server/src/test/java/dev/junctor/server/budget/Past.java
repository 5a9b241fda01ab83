package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was spent before, as a test sets it; it counts how often it is asked, and can be out of reach. */
final class Past implements Standing, CreditLines {
    private record Spent(KeyId key, long atMillis, long nanos) {}

    private final List<Spent> spent = new ArrayList<>();
    private final Map<String, Long> credit = new ConcurrentHashMap<>();
    private final Map<String, Money> lines = new ConcurrentHashMap<>();
    private final Map<String, Long> requests = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private volatile boolean unreachable;

    void spent(KeyId key, long atMillis, long nanos) {
        spent.add(new Spent(key, atMillis, nanos));
    }

    void credit(String account, long nanos) {
        credit.put(account, nanos);
    }

    void line(String account, Money line) {
        lines.put(account, line);
    }

    /** So many came before noon. */
    void requests(String book, String account, long count) {
        requests.put(book + " " + account, count);
    }

    void reachable(boolean is) {
        unreachable = !is;
    }

    long asked() {
        return asked.get();
    }

    private void ask() {
        asked.incrementAndGet();
        if (unreachable) {
            throw new IllegalStateException("the store is gone");
        }
    }

    @Override
    public Money spentSince(KeyId key, long fromMillis) {
        ask();
        return new Money(
                spent.stream()
                        .filter(one -> one.key().equals(key) && one.atMillis() >= fromMillis)
                        .mapToLong(Spent::nanos)
                        .sum());
    }

    @Override
    public Money credit(String account) {
        ask();
        return new Money(credit.getOrDefault(account, 0L));
    }

    @Override
    public long requestsSince(String book, String account, long fromMillis) {
        ask();
        return fromMillis > Asking.NOON ? 0 : requests.getOrDefault(book + " " + account, 0L);
    }

    @Override
    public Money of(String account) {
        return lines.getOrDefault(account, Money.ZERO);
    }
}
