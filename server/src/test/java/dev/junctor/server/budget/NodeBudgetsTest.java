package dev.junctor.server.budget;

import static dev.junctor.server.budget.Asking.DAY;
import static dev.junctor.server.budget.Asking.HOUR;
import static dev.junctor.server.budget.Asking.NOON;
import static dev.junctor.server.budget.Asking.hold;
import static dev.junctor.server.budget.Asking.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets.Refill;
import dev.junctor.engine.money.Hold;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeBudgetsTest {
    private static final Money UNLIMITED = ApiKey.UNLIMITED;

    private final Past past = new Past();
    private final NodeBudgets budgets = new NodeBudgets(past, past);

    private NodeBudgetsTest() {
        past.line("acme", UNLIMITED);
    }

    private static ApiKey limited(long nanos, LimitReset reset) {
        return key(1, "acme", new Money(nanos), reset);
    }

    private Budget ofKey(ApiKey key, long atMillis) {
        return budgets.of(key, atMillis).getFirst();
    }

    private void spend(ApiKey key, long atMillis, long nanos) {
        hold(budgets.of(key, atMillis), nanos).orElseThrow().settle(nanos);
    }

    @Test
    void whatWasSpentInThePeriodIsReadOnceAndBeforeTheFirstRequest() {
        ApiKey key = limited(1_000, LimitReset.DAILY);
        past.spent(key.id(), NOON - DAY, 700);
        past.spent(key.id(), NOON - HOUR, 200);

        budgets.prepare(List.of(key), List.of("acme"), NOON);
        long asked = past.asked();

        assertThat(ofKey(key, NOON).left()).isEqualTo(800);
        assertThat(ofKey(key, NOON).id())
                .isEqualTo("key:" + key.id().hex() + "@" + (NOON - 12 * HOUR));
        spend(key, NOON, 800);
        assertThat(hold(budgets.of(key, NOON), 1)).isEmpty();
        assertThat(past.asked()).as("no request reads the store").isEqualTo(asked);
    }

    @Test
    void aLimitThatNobodyPreparedGivesNothingUntilItWasReadBesideTheLoop() {
        ApiKey key = limited(1_000, LimitReset.NEVER);
        past.spent(key.id(), NOON - 400 * DAY, 300);
        List<Budget> limits = budgets.of(key, NOON);
        assertThat(hold(limits, 1)).isEmpty();
        assertThat(past.asked()).isZero();

        past.reachable(false);
        assertThat(Asking.refill(budgets, limits.getFirst(), 1)).isEqualTo(Refill.UNKNOWN);
        past.reachable(true);
        assertThat(Asking.refill(budgets, limits.getFirst(), 1)).isEqualTo(Refill.GRANTED);

        assertThat(limits.getFirst().left()).isEqualTo(700);
        assertThat(Asking.refill(budgets, limits.getFirst(), 701)).isEqualTo(Refill.NOTHING_MORE);
    }

    @Test
    void aNewPeriodBeginsWholeAtMidnightAndOldRequestsEndInTheirOwn() {
        ApiKey key = limited(1_000, LimitReset.DAILY);
        budgets.changed(key, NOON);
        long midnight = NOON + 12 * HOUR;
        Hold late = hold(budgets.of(key, midnight - 1), 1_000).orElseThrow();
        assertThat(hold(budgets.of(key, midnight - 1), 1)).isEmpty();

        Hold early = hold(budgets.of(key, midnight), 600).orElseThrow();
        late.settle(900);
        early.settle(100);

        assertThat(ofKey(key, midnight).left()).isEqualTo(900);
        assertThat(ofKey(key, midnight).id()).endsWith("@" + midnight);
    }

    @Test
    void aClockThatGoesBackOpensNoOldPeriodAgain() {
        ApiKey key = limited(1_000, LimitReset.DAILY);
        budgets.changed(key, NOON);
        spend(key, NOON, 1_000);
        long midnight = NOON + 12 * HOUR;
        spend(key, midnight, 400);

        assertThat(ofKey(key, midnight - 1).left()).isEqualTo(600);
        spend(key, midnight - 1, 600);
        assertThat(hold(budgets.of(key, midnight), 1)).isEmpty();
    }

    @Test
    void whatAClockAheadSpentTomorrowBeforeARestartCountsTomorrowToo() {
        ApiKey key = limited(1_000, LimitReset.DAILY);
        long midnight = NOON + 12 * HOUR;
        past.spent(key.id(), midnight + HOUR, 400);
        budgets.changed(key, NOON);

        assertThat(ofKey(key, NOON).left()).isEqualTo(600);
        assertThat(ofKey(key, midnight).left()).isEqualTo(600);
        assertThat(ofKey(key, midnight + DAY).left()).isEqualTo(1_000);
    }

    @Test
    void aChangedLimitKeepsWhatIsHeldAndSpent() {
        ApiKey key = limited(1_000, LimitReset.NEVER);
        budgets.changed(key, NOON);
        spend(key, NOON, 300);
        Hold held = hold(budgets.of(key, NOON), 500).orElseThrow();

        budgets.changed(limited(600, LimitReset.NEVER), NOON);
        assertThat(ofKey(key, NOON).left()).isEqualTo(-200);
        held.settle(100);
        assertThat(ofKey(key, NOON).left()).isEqualTo(200);

        budgets.changed(limited(2_000, LimitReset.NEVER), NOON);
        assertThat(ofKey(key, NOON).left()).isEqualTo(1_600);
    }

    @Test
    void aLimitThatIsSetFirstCountsWhatIsUnderWay() {
        ApiKey free = key(1, "acme", UNLIMITED, LimitReset.NEVER);
        past.spent(free.id(), NOON - DAY, 100);
        budgets.changed(free, NOON);
        spend(free, NOON, 50);
        Hold held = hold(budgets.of(free, NOON), 500).orElseThrow();

        budgets.changed(limited(1_000, LimitReset.NEVER), NOON);
        assertThat(ofKey(free, NOON).left()).isEqualTo(350);
        held.settle(20);
        assertThat(ofKey(free, NOON).left()).isEqualTo(830);

        budgets.changed(free, NOON);
        spend(free, NOON, 5_000);
        budgets.changed(limited(6_000, LimitReset.NEVER), NOON);
        assertThat(ofKey(free, NOON).left()).isEqualTo(830);
    }

    @Test
    void anotherResetReckonsAnewAndTakesOverWhatIsUnderWay() {
        ApiKey key = limited(1_000, LimitReset.NEVER);
        past.spent(key.id(), NOON - DAY, 300);
        budgets.changed(key, NOON);
        Hold held = hold(budgets.of(key, NOON), 400).orElseThrow();

        ApiKey daily = limited(1_000, LimitReset.DAILY);
        budgets.changed(daily, NOON);
        assertThat(ofKey(daily, NOON).left()).isEqualTo(600);
        assertThat(held.raiseTo(401)).as("the old limit has nothing to give").isFalse();

        held.settle(50);
        assertThat(ofKey(daily, NOON).left()).isEqualTo(950);
        assertThat(ofKey(daily, NOON).left()).as("once").isEqualTo(950);
    }

    @Test
    void anAccountSpendsItsBalanceAndItsCreditLine() {
        past.line("acme", new Money(100));
        past.credit("acme", 400);
        ApiKey key = key(1, "acme", UNLIMITED, LimitReset.NEVER);
        budgets.prepare(List.of(key), List.of("acme"), NOON);
        Budget account = budgets.of(key, NOON).getLast();
        assertThat(account.id()).isEqualTo("account:acme");
        assertThat(account.left()).isEqualTo(500);

        spend(key, NOON, 450);
        assertThat(hold(budgets.of(key, NOON), 51)).isEmpty();
        budgets.credited("acme", new Money(1_000));
        assertThat(account.left()).isEqualTo(1_050);
        budgets.credited("acme", new Money(-50));
        assertThat(account.left()).isEqualTo(1_000);
    }

    @Test
    void anAccountThatBecomesPrepaidOwesWhatItSpentWithoutALimit() {
        past.credit("acme", 1_000);
        ApiKey key = key(1, "acme", UNLIMITED, LimitReset.NEVER);
        budgets.prepare(List.of(key), List.of("acme"), NOON);
        spend(key, NOON, 600);
        budgets.credited("acme", new Money(100));
        Hold held = hold(budgets.of(key, NOON), 200).orElseThrow();

        past.line("acme", Money.ZERO);
        budgets.changed("acme", NOON);
        Budget account = budgets.of(key, NOON).getLast();
        assertThat(account.bounds()).isEqualTo(Budget.Bounds.LIMITED);
        assertThat(account.left()).isEqualTo(300);
        held.settle(0);
        assertThat(account.left()).isEqualTo(500);

        past.line("acme", UNLIMITED);
        budgets.changed("acme", NOON);
        spend(key, NOON, 1_000_000);
    }

    @Test
    void aBooksRequestsAreCountedByTheDay() {
        PriceBook book =
                new PriceBook(
                        "free", List.of(), List.of(), List.of(), 0, 0, 0, 3, 0, Long.MAX_VALUE);
        past.requests("free", "acme", 1);
        Budget today = budgets.requests(book, "acme", NOON).orElseThrow();
        assertThat(today.id()).isEqualTo("book:free:acme:" + NOON / DAY);
        assertThat(Asking.holdOrRefill(budgets, List.of(today), 1)).isPresent();
        assertThat(today.left()).isEqualTo(1);

        Budget tomorrow = budgets.requests(book, "acme", NOON + DAY).orElseThrow();
        assertThat(tomorrow.left()).isEqualTo(3);
    }

    @Test
    void whatIsHeldIsSeen() {
        ApiKey key = limited(1_000, LimitReset.NEVER);
        past.spent(key.id(), NOON, 100);
        budgets.prepare(List.of(key), List.of("acme"), NOON);
        assertThat(budgets.held()).isEmpty();
        spend(key, NOON, 30);
        assertThat(hold(budgets.of(key, NOON), 200)).isPresent();

        assertThat(budgets.ofKey(key, NOON))
                .contains(
                        new LiveBudgets.Live(
                                "key:" + key.id().hex(),
                                new Money(670),
                                new Money(200),
                                new Money(130)));
        assertThat(budgets.ofAccount("acme").orElseThrow().spent()).isEqualTo(new Money(30));
        assertThat(budgets.held()).hasSize(2);
    }
}
