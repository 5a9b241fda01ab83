package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Books as a list of movements: what they say is computed from it each time. */
final class FakeBooks implements LedgerReader, LedgerWriter, LiveBudgets {
    private final List<Movement> movements = new ArrayList<>();
    private final Map<String, Map.Entry<String, Movement>> once = new HashMap<>();
    private final SortedMap<String, Live> live = new TreeMap<>();

    /** A request was charged. */
    void charge(GenerationRecord record) {
        for (Posting posting : record.postings()) {
            movements.add(
                    new Movement(
                            record.publicId(),
                            record.createdMillis(),
                            record.account(),
                            posting,
                            record.publicId(),
                            ""));
        }
    }

    /** Requests are under way. */
    void hold(String budget, Money left, Money held) {
        live.put(budget, new Live(budget, left, held));
    }

    @Override
    public List<Posting.Entry> trialBalance() {
        SortedMap<LedgerAccount, Money> sums = new TreeMap<>();
        movements.stream()
                .flatMap(movement -> movement.posting().entries().stream())
                .forEach(entry -> sums.merge(entry.account(), entry.amount(), Money::plus));
        return sums.entrySet().stream()
                .map(sum -> new Posting.Entry(sum.getKey(), sum.getValue()))
                .toList();
    }

    @Override
    public Credits credits(String account) {
        Money given = Money.ZERO;
        Money used = Money.ZERO;
        for (Movement movement : movements) {
            if (movement.account().equals(account)) {
                if (movement.posting().kind() == Posting.Kind.CHARGE) {
                    used = used.minus(movement.amount());
                } else {
                    given = given.plus(movement.amount());
                }
            }
        }
        return new Credits(given, used);
    }

    @Override
    public Statement statement(
            String account, long fromMillis, long toMillis, String cursor, int limit) {
        int skipped = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        List<Movement> found =
                movements.stream()
                        .filter(one -> one.account().equals(account))
                        .filter(one -> one.atMillis() >= fromMillis && one.atMillis() < toMillis)
                        .sorted(Comparator.comparingLong(Movement::atMillis).reversed())
                        .toList();
        int end = Math.min(found.size(), skipped + limit);
        return new Statement(
                found.subList(skipped, end), end < found.size() ? Integer.toString(end) : "");
    }

    @Override
    public List<String> check() {
        Money sum =
                trialBalance().stream().map(Posting.Entry::amount).reduce(Money.ZERO, Money::plus);
        return sum.equals(Money.ZERO) ? List.of() : List.of("the sum is $" + sum.toUsd());
    }

    @Override
    public void export(long fromMillis, long toMillis, Predicate<Movement> each) {
        for (Movement movement : movements) {
            if (movement.atMillis() >= fromMillis
                    && movement.atMillis() < toMillis
                    && !each.test(movement)) {
                return;
            }
        }
    }

    @Override
    public Posted post(Order order) {
        String name = order.account() + " " + order.idempotencyKey();
        Map.Entry<String, Movement> before = once.get(name);
        if (!order.idempotencyKey().isEmpty() && before != null) {
            return before.getKey().equals(order.requestHash())
                    ? new Posted.Before(before.getValue())
                    : new Posted.Conflict();
        }
        Movement movement =
                new Movement(
                        "pst-" + (movements.size() + 1),
                        order.atMillis(),
                        order.account(),
                        order.posting(),
                        order.generation(),
                        order.note());
        movements.add(movement);
        once.put(name, Map.entry(order.requestHash(), movement));
        return new Posted.Done(movement);
    }

    @Override
    public Optional<Live> ofKey(ApiKey key, long epochMillis) {
        return Optional.ofNullable(live.get("key:" + key.id().hex()));
    }

    @Override
    public Optional<Live> ofAccount(String account) {
        return Optional.ofNullable(live.get("account:" + account));
    }

    @Override
    public List<Live> held() {
        return live.values().stream().filter(one -> one.held().nanoDollars() > 0).toList();
    }
}
