package dev.junctor.lab.sim.laws;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.lab.sim.node.LivingProcess;
import dev.junctor.lab.sim.node.Scene;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The books at the end: they balance, and nobody has spent more than he may. */
final class BookLaws {
    private static final long DAY_MILLIS = 86_400_000;

    private final Scene scene;
    private final SimDatabase database;

    BookLaws(Scene scene, SimDatabase database) {
        this.scene = scene;
        this.database = database;
    }

    private static void unless(boolean holds, String what) {
        Broken.unless(holds, Law.MONEY, -1, what);
    }

    void check() {
        long sum = database.balances().values().stream().mapToLong(Long::longValue).sum();
        unless(sum == 0, "the trial balance is " + sum);
        accounts();
        scene.secrets().values().forEach(this::key);
        scene.books().books().forEach(this::requests);
        database.leases()
                .left()
                .keySet()
                .forEach(id ->
                        unless(
                                database.leases().leased(id) == 0,
                                id + ": a lease was not returned"));
    }

    private void accounts() {
        for (String account : scene.lines().keySet()) {
            long spent =
                    database.records().stream()
                            .filter(record -> record.account().equals(account))
                            .mapToLong(record -> record.cost().nanoDollars())
                            .sum();
            long balance =
                    database.balances().getOrDefault(LedgerAccount.credit(account).name(), 0L);
            unless(
                    balance == database.deposited(account) - spent,
                    account + ": the balance is not the deposits less the charges");
            Money line = scene.lines().getOrDefault(account, Money.ZERO);
            if (!line.equals(ApiKey.UNLIMITED)) {
                long least =
                        -line.nanoDollars() - database.leases().inherited("account:" + account);
                unless(balance >= least, account + " stands at " + balance);
            }
        }
    }

    /** What a process alone still has to give is what the tables say; limits that begin anew each day aside. */
    void checkLeft(LivingProcess process) {
        Map<String, Long> due = new HashMap<>();
        scene.secrets().values().stream()
                .filter(key -> key.reset() == LimitReset.NEVER)
                .forEach(key ->
                        due.put(
                                "key:" + key.id().hex(),
                                key.limit().nanoDollars()
                                        - database.spentSince(key.id(), Long.MIN_VALUE)
                                                .nanoDollars()));
        scene.lines()
                .forEach((account, line) ->
                        due.put(
                                "account:" + account,
                                line.nanoDollars() + database.credit(account).nanoDollars()));
        for (Budget budget : process.budgets()) {
            Long expected = due.get(budget.id());
            boolean read = budget.bounds() == Budget.Bounds.LIMITED && budget.left() > 0;
            unless(
                    expected == null || !read || budget.left() == expected,
                    budget + ", the tables say " + expected);
        }
    }

    /** A clock that is set back over midnight counts in the day that has begun: so all days together are looked at. */
    private void key(ApiKey key) {
        if (key.limit().equals(ApiKey.UNLIMITED)) {
            return;
        }
        Set<Long> periods = new HashSet<>();
        long spent = 0;
        for (GenerationRecord record : database.records()) {
            if (record.keyId().equals(key.id().hex())) {
                spent += record.cost().nanoDollars();
                periods.add(key.reset().periodStart(record.createdMillis()));
            }
        }
        long inherited = 0;
        for (long period : periods) {
            inherited +=
                    database.leases()
                            .inherited(
                                    "key:"
                                            + key.id().hex()
                                            + (key.reset() == LimitReset.NEVER
                                                    ? ""
                                                    : "@" + period));
        }
        unless(
                spent <= periods.size() * key.limit().nanoDollars() + inherited,
                key.name() + " has spent " + spent + " of " + key.limit().nanoDollars());
    }

    private void requests(PriceBook book) {
        if (book.requestsPerDay() == 0) {
            return;
        }
        Map<String, Long> counts = new HashMap<>();
        Map<String, Set<Long>> days = new HashMap<>();
        Map<String, Long> inherited = new HashMap<>();
        for (GenerationRecord record : database.records()) {
            if (record.invoice().markup().book().equals(book.name())) {
                long day = Math.floorDiv(record.createdMillis(), DAY_MILLIS);
                counts.merge(record.account(), 1L, Long::sum);
                if (days.computeIfAbsent(record.account(), any -> new HashSet<>()).add(day)) {
                    inherited.merge(
                            record.account(),
                            database.leases()
                                    .inherited(
                                            "book:"
                                                    + book.name()
                                                    + ":"
                                                    + record.account()
                                                    + ":"
                                                    + day),
                            Long::sum);
                }
            }
        }
        counts.forEach((account, count) ->
                unless(
                        count
                                <= book.requestsPerDay()
                                                * days.getOrDefault(account, Set.of()).size()
                                        + inherited.getOrDefault(account, 0L),
                        account + " has made " + count + " requests under " + book.name()));
    }
}
