package dev.junctor.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BudgetTest {
    private static final int THREADS = 8;
    private static final int TURNS = 20_000;

    @Test
    void threadsThatHoldAndSettleNeverOvershootAndLoseNothing() throws Exception {
        long granted = 3_000_000;
        Budget key = Budget.limited("key:1", granted);
        Budget account = Budget.limited("account:a", granted / 2);
        AtomicLong spent = new AtomicLong();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Seed start = new Seed(thread + 1L);
            work.add(() -> {
                Seed seed = start;
                boolean sound = true;
                for (int turn = 0; turn < TURNS; turn++) {
                    seed = seed.next();
                    long amount = 1L + seed.below(500);
                    if (Hold.of(List.of(key, account), amount) instanceof Hold.Answer.Held held) {
                        seed = seed.next();
                        held.hold().raiseTo(amount + seed.below(300));
                        long charge = seed.below((int) held.hold().nanos() + 1);
                        held.hold().settle(charge);
                        spent.addAndGet(charge);
                    }
                    sound &= key.left() >= 0 && account.left() >= 0;
                    sound &= key.held() >= 0 && account.unspent() >= 0;
                }
                return sound;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Boolean> result : threads.invokeAll(work)) {
                assertThat(result.get()).as("no limit was exceeded at any look").isTrue();
            }
        }
        assertThat(spent.get()).isPositive();
        assertThat(key.held()).isZero();
        assertThat(account.held()).isZero();
        assertThat(key.left()).isEqualTo(granted - spent.get());
        assertThat(account.left()).isEqualTo(granted / 2 - spent.get());
    }

    @Test
    void exactlySoManyThreadsGetWhatIsThere() throws Exception {
        Budget budget = Budget.limited("account:a", 500);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            work.add(() -> Hold.of(List.of(budget), 1) instanceof Hold.Answer.Held);
        }
        int held = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : threads.invokeAll(work)) {
                held += result.get() ? 1 : 0;
            }
        }
        assertThat(held).isEqualTo(500);
        assertThat(budget.left()).isZero();
        assertThat(budget.held()).isEqualTo(500);
    }

    @Test
    void whatCannotBeHeldUnderOneLimitIsHeldUnderNone() {
        Budget wide = Budget.limited("key:1", 100);
        Budget tight = Budget.limited("account:a", 10);
        assertThat(Hold.of(List.of(wide, tight), 11)).isEqualTo(new Hold.Answer.Lacking(tight));
        assertThat(wide.left()).isEqualTo(100);
        assertThat(wide.held() + tight.held()).isZero();
    }

    @Test
    void aHoldEndsOnce() {
        Hold hold = Hold.nothing(List.of(Budget.limited("key:1", 10)));
        hold.raiseTo(5);
        hold.settle(3);
        assertThatThrownBy(() -> hold.settle(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hold.raiseTo(9)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLimitThatIsLoweredBelowWhatWasSpentLetsOnlyFreeRequestsPass() {
        Budget budget = Budget.limited("key:1", 100);
        Hold hold = Hold.nothing(List.of(budget));
        hold.raiseTo(80);
        budget.grant(-60);
        hold.settle(80);
        assertThat(budget.left()).isEqualTo(-40);
        assertThat(budget.hold(1)).isFalse();
        assertThat(budget.hold(0)).isTrue();
        assertThat(budget.takeBack(10)).isZero();
    }
}
