package dev.junctor.server.budget;

import static dev.junctor.server.budget.Asking.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Limits are kept whatever threads do at the same time. */
final class NodeBudgetsLawsTest {
    private static final int SEEDS = 40;
    private static final int LOOPS = 8;
    private static final int REQUESTS = 2_000;

    /** What all loops did together. */
    private static final class Sums {
        final AtomicLong spent = new AtomicLong();
        final AtomicLong refused = new AtomicLong();
    }

    private static void spendAsLoop(NodeBudgets budgets, ApiKey key, Seed first, Sums sums) {
        Seed dice = first;
        List<Hold> running = new ArrayList<>();
        for (int request = 0; request < REQUESTS; request++) {
            dice = dice.next();
            Optional<Hold> hold =
                    Asking.hold(budgets.of(key, NOON), dice.forPurpose("hold").below(1_000));
            if (hold.isPresent()) {
                running.add(hold.get());
            } else {
                sums.refused.incrementAndGet();
            }
            if (running.size() > dice.forPurpose("running").below(8)) {
                settle(running.removeFirst(), dice, sums);
            }
        }
        for (Hold hold : running) {
            dice = dice.next();
            settle(hold, dice, sums);
        }
    }

    private static void settle(Hold hold, Seed dice, Sums sums) {
        hold.raiseTo(hold.nanos() + dice.forPurpose("raise").below(100));
        long spent = dice.forPurpose("spent").below((int) hold.nanos() + 1);
        hold.settle(spent);
        sums.spent.addAndGet(spent);
    }

    private static void together(
            NodeBudgets budgets, ApiKey key, Seed seed, Sums sums, Runnable beside)
            throws InterruptedException {
        List<Thread> loops = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            Seed own = seed.forPurpose("loop " + loop);
            loops.add(Thread.ofPlatform().start(() -> spendAsLoop(budgets, key, own, sums)));
        }
        beside.run();
        for (Thread loop : loops) {
            loop.join();
        }
    }

    @Test
    void noLimitIsOverspentAndInTheEndTheRestIsLeft() throws InterruptedException {
        for (long number = 0; number < SEEDS; number++) {
            Seed seed = new Seed(number);
            long limit = 100_000L + seed.forPurpose("limit").below(2_000_000);
            Past past = new Past();
            past.line("acme", new Money(limit / 2));
            past.credit("acme", limit);
            ApiKey key = Asking.key(1, "acme", new Money(limit), LimitReset.DAILY);
            NodeBudgets budgets = new NodeBudgets(past, past);
            budgets.prepare(List.of(key), List.of("acme"), NOON);
            Sums sums = new Sums();

            together(budgets, key, seed, sums, () -> {});

            long spent = sums.spent.get();
            assertThat(spent).as("seed %s", number).isLessThanOrEqualTo(limit);
            assertThat(budgets.of(key, NOON).getFirst().left())
                    .as("seed %s", number)
                    .isEqualTo(limit - spent);
            assertThat(budgets.of(key, NOON).getLast().left())
                    .as("seed %s", number)
                    .isEqualTo(limit + limit / 2 - spent);
            assertThat(budgets.held()).as("seed %s", number).isEmpty();
            assertThat(sums.refused.get()).as("the limit was met").isPositive();
        }
    }

    @Test
    void limitsThatChangeUnderLoadLoseNothing() throws InterruptedException {
        for (long number = 0; number < SEEDS; number++) {
            Seed seed = new Seed(number);
            Past past = new Past();
            past.line("acme", Money.ZERO);
            past.credit("acme", 1_000_000);
            ApiKey key = Asking.key(1, "acme", new Money(500_000), LimitReset.NEVER);
            NodeBudgets budgets = new NodeBudgets(past, past);
            budgets.prepare(List.of(key), List.of("acme"), NOON);
            Sums sums = new Sums();
            AtomicLong deposits = new AtomicLong();

            together(budgets, key, seed, sums, () -> change(budgets, past, seed, deposits));

            long spent = sums.spent.get();
            past.line("acme", Money.ZERO);
            budgets.changed("acme", NOON);
            budgets.changed(key, NOON);
            assertThat(budgets.of(key, NOON).getFirst().left())
                    .as("seed %s", number)
                    .isEqualTo(500_000 - spent);
            assertThat(budgets.of(key, NOON).getLast().left())
                    .as("seed %s", number)
                    .isEqualTo(1_000_000 + deposits.get() - spent);
            assertThat(budgets.held()).as("seed %s", number).isEmpty();
        }
    }

    private static void change(NodeBudgets budgets, Past past, Seed first, AtomicLong deposits) {
        Seed dice = first;
        for (int change = 0; change < 200; change++) {
            dice = dice.next();
            boolean endless = dice.forPurpose("endless").below(4) == 0;
            Money limit =
                    endless
                            ? ApiKey.UNLIMITED
                            : new Money(dice.forPurpose("limit").below(3_000_000));
            switch (dice.forPurpose("what").below(3)) {
                case 0 -> budgets.changed(Asking.key(1, "acme", limit, LimitReset.NEVER), NOON);
                case 1 -> {
                    past.line("acme", limit);
                    budgets.changed("acme", NOON);
                }
                default -> {
                    long deposit = dice.forPurpose("deposit").below(10_000) - 2_000L;
                    budgets.credited("acme", new Money(deposit));
                    deposits.addAndGet(deposit);
                }
            }
        }
    }
}
