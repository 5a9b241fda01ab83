package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.budget.LiveBudgets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Books as a list of postings: what they say is computed from it each time. */
final class FakeBooks implements LedgerReader, LedgerWriter, LiveBudgets {
    private final List<Stands> postings = new ArrayList<>();
    private final Map<String, Map.Entry<String, Made>> once = new HashMap<>();
    private final Map<Long, Money> refunded = new HashMap<>();
    private final SortedMap<String, Live> live = new TreeMap<>();

    private record Stands(
            String id,
            long atMillis,
            String account,
            Posting posting,
            String generation,
            String note) {
        Money amount() {
            LedgerAccount credit = LedgerAccount.credit(account);
            return posting.entries().stream()
                    .filter(entry -> entry.account().equals(credit))
                    .map(Posting.Entry::amount)
                    .reduce(Money.ZERO, Money::plus);
        }

        boolean isBetween(LocalDate from, LocalDate to) {
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(atMillis, 86_400_000L));
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** A request was charged. */
    void charge(GenerationRecord record) {
        for (Posting posting : record.postings()) {
            postings.add(
                    new Stands(
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
        live.put(budget, new Live(budget, left, held, Money.ZERO));
    }

    @Override
    public List<Posting.Entry> trialBalance() {
        SortedMap<LedgerAccount, Money> sums = new TreeMap<>();
        postings.stream()
                .flatMap(stands -> stands.posting().entries().stream())
                .forEach(entry -> sums.merge(entry.account(), entry.amount(), Money::plus));
        return sums.entrySet().stream()
                .map(sum -> new Posting.Entry(sum.getKey(), sum.getValue()))
                .toList();
    }

    @Override
    public Credits credits(String account) {
        Money given = Money.ZERO;
        Money used = Money.ZERO;
        for (Stands stands : postings) {
            if (stands.account().equals(account)) {
                if (stands.posting().kind() == Posting.Kind.CHARGE) {
                    used = used.minus(stands.amount());
                } else {
                    given = given.plus(stands.amount());
                }
            }
        }
        return new Credits(given, used);
    }

    @Override
    public Statement statement(
            String account, LocalDate from, LocalDate to, String cursor, int limit) {
        int skipped = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        List<Line> lines = new ArrayList<>();
        Money balance = Money.ZERO;
        for (Stands stands : postings) {
            if (stands.account().equals(account)) {
                balance = balance.plus(stands.amount());
                if (stands.isBetween(from, to)) {
                    lines.addFirst(line(stands, balance));
                }
            }
        }
        int end = Math.min(lines.size(), skipped + limit);
        return new Statement(
                lines.subList(skipped, end), end < lines.size() ? Integer.toString(end) : "");
    }

    private static Line line(Stands stands, Money balance) {
        return new Line(
                stands.id(),
                stands.atMillis(),
                stands.posting().kind(),
                stands.amount(),
                balance,
                stands.generation(),
                stands.note());
    }

    @Override
    public List<String> check() {
        Money sum =
                trialBalance().stream().map(Posting.Entry::amount).reduce(Money.ZERO, Money::plus);
        return sum.equals(Money.ZERO) ? List.of() : List.of("the sum is $" + sum.toUsd());
    }

    @Override
    public void export(LocalDate from, LocalDate to, Consumer<Side> each) {
        for (Stands stands : postings) {
            if (stands.isBetween(from, to)) {
                for (Posting.Entry entry : stands.posting().entries()) {
                    each.accept(
                            new Side(
                                    stands.id(),
                                    stands.atMillis(),
                                    stands.posting().kind(),
                                    stands.generation(),
                                    stands.account(),
                                    entry.account(),
                                    entry.amount(),
                                    stands.note()));
                }
            }
        }
    }

    @Override
    public Optional<Posted> earlier(String account, String idempotencyKey, String requestHash) {
        Map.Entry<String, Made> before = once.get(account + " " + idempotencyKey);
        if (idempotencyKey.isEmpty() || before == null) {
            return Optional.empty();
        }
        return Optional.of(
                before.getKey().equals(requestHash)
                        ? new Posted.Repeated(before.getValue())
                        : new Posted.Conflict());
    }

    @Override
    public Posted post(Order order, long nowMillis) {
        String name = order.account() + " " + order.idempotencyKey();
        if (order.kind() == Posting.Kind.REFUND && order.generationId() != 0) {
            Money left =
                    order.refundable()
                            .minus(refunded.getOrDefault(order.generationId(), Money.ZERO));
            if (order.amount().compareTo(left) > 0) {
                return new Posted.TooMuch(left);
            }
            refunded.merge(order.generationId(), order.amount(), Money::plus);
        }
        Made made =
                new Made(
                        "pst-" + (postings.size() + 1),
                        order.kind(),
                        nowMillis,
                        order.account(),
                        order.amount(),
                        order.generationId(),
                        order.note());
        postings.add(
                new Stands(
                        made.id(), nowMillis, order.account(), posting(order), "", order.note()));
        once.put(name, Map.entry(order.requestHash(), made));
        return new Posted.Done(made);
    }

    private static Posting posting(Order order) {
        return switch (order.kind()) {
            case DEPOSIT -> Posting.deposit(order.account(), order.amount());
            case PROMOTION -> Posting.promotion(order.account(), order.amount());
            case REFUND -> Posting.refund(order.account(), order.amount());
            case CORRECTION -> Posting.correction(order.account(), order.amount());
            case HOLD, RELEASE, CHARGE, ABSORBED -> throw new AssertionError(order);
        };
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
