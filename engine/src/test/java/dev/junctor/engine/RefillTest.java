package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Bucket;
import dev.junctor.engine.fake.FakeBudgets.Trouble;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets.Refill;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that has only a part of a limit asks for more of it, and never waits long for the answer. */
final class RefillTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final Candidate DEAR =
            Menu.priced(
                    Menu.candidate("two", "a/m"),
                    Price.flat(
                            Rates.of(
                                    Map.of(
                                            Bucket.INPUT, 10_000_000_000L,
                                            Bucket.OUTPUT, 20_000_000_000L))));
    private static final String BOUNDED =
            House.body(",\"max_tokens\":50,\"provider\":{\"order\":[\"one\",\"two\"]}");
    private static final String JSON = "application/json";
    private static final long WORST = House.PROMPT * 1_000 + 50 * 2_000;

    @Test
    void whoGetsNoAnswerIsRefusedAfterThreeSeconds() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(0);
        house.budgets.fail(Trouble.SILENCE);
        FakeCaller caller = house.ask(BOUNDED);
        house.loop.pass(2_900);
        assertThat(caller.status()).isZero();
        house.loop.pass(200);

        assertThat(caller.status()).isEqualTo(503);
        assertThat(caller.header("Retry-After")).isEqualTo("1");
        assertThat(key.held()).isZero();
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void aLateAnswerChangesNothingAndWhatItGrantedIsForOthers() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(0);
        house.budgets.fail(Trouble.SILENCE);
        FakeCaller late = house.ask(BOUNDED);
        house.loop.pass(4_000);
        key.grant(WORST);
        house.budgets.unanswered().getFirst().accept(Refill.GRANTED);

        assertThat(late.status()).isEqualTo(503);
        assertThat(house.upstream.sent()).isEmpty();
        house.ask(BOUNDED);
        assertThat(house.upstream.sent()).hasSize(1);
    }

    @Test
    void onlySoManyQuestionsAreUnderWayAtOnce() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(0);
        house.budgets.fail(Trouble.SILENCE);
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            callers.add(house.ask(BOUNDED));
        }
        assertThat(house.budgets.unanswered()).hasSize(1_000);
        assertThat(callers.getLast().status()).isEqualTo(503);
        house.loop.pass(4_000);
        assertThat(house.ask(BOUNDED).status()).as("the database is still silent").isEqualTo(503);

        List.copyOf(house.budgets.unanswered())
                .forEach(question -> question.accept(Refill.UNKNOWN));
        FakeCaller after = house.ask(BOUNDED);
        assertThat(after.status()).as("there is room to ask again").isZero();
        key.grant(WORST);
        house.budgets.unanswered().getLast().accept(Refill.GRANTED);
        assertThat(house.upstream.sent()).hasSize(1);
    }

    @Test
    void aCallerWhoLeavesWhileItsShareIsAskedForLeavesNothingBehind() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(0);
        house.budgets.fail(Trouble.SILENCE);
        house.ask(BOUNDED).hangUp();

        assertThat(house.isQuiet()).isTrue();
        assertThat(key.held()).isZero();
    }

    @Test
    void aFallbackThatCostsMoreThanThisNodesShareAsksForMore() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.budgets.answer(Refill.GRANTED, 20 * WORST);
        house.upstream.last().head(500, JSON).part("{}").end();
        house.loop.pass(1);

        assertThat(house.upstream.last().provider()).isEqualTo("two");
        assertThat(key.held()).isEqualTo(10 * WORST);
        house.upstream.last().head(200, JSON).part(House.answer(1, 1)).end();
        assertThat(caller.status()).isEqualTo(200);
        assertThat(key.left()).isEqualTo(22 * WORST - house.charged());
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void aFallbackWhoseQuestionIsNotAnsweredIsPassedOver() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.budgets.fail(Trouble.SILENCE);
        house.upstream.last().head(500, JSON).part("{}").end();
        assertThat(caller.status()).isZero();
        house.loop.pass(3_100);

        assertThat(caller.status()).isEqualTo(502);
        assertThat(house.records.getFirst().attempts()).hasSize(2);
        assertThat(key.left()).isEqualTo(2 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void aCallerWhoLeavesBetweenTwoAttemptsIsNotChargedAndTheFirstIsTold() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.budgets.fail(Trouble.SILENCE);
        house.upstream.last().head(500, JSON).part("{}").end();
        caller.hangUp();

        assertThat(house.records).hasSize(1);
        assertThat(house.records.getFirst().outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(house.records.getFirst().attempts()).hasSize(1);
        assertThat(key.left()).isEqualTo(2 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anErrorInAskingForMoreIsOneRequestsAndHoldsNothing() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(0);
        house.budgets.fail(Trouble.ASKING);
        FakeCaller caller = house.ask(BOUNDED);

        assertThat(caller.status()).isEqualTo(500);
        assertThat(house.defects).hasSize(1);
        assertThat(house.refused.getFirst().kind()).isEqualTo(FaultKind.INTERNAL);
        assertThat(key.held()).isZero();
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anErrorBetweenTwoAttemptsEndsTheRequestWith500() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.budgets.fail(Trouble.ASKING);
        house.upstream.last().head(500, JSON).part("{}").end();

        assertThat(caller.status()).isEqualTo(500);
        assertThat(house.defects).hasSize(1);
        assertThat(key.left()).isEqualTo(2 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anErrorBetweenTheHoldAndTheFirstAttemptIs500AndHoldsNothing() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(2 * WORST);
        house.carriers =
                asker -> {
                    throw new IllegalStateException("state that cannot be carried");
                };
        FakeCaller caller = house.ask(BOUNDED);

        assertThat(caller.status()).isEqualTo(500);
        assertThat(house.defects).hasSize(1);
        assertThat(key.left()).isEqualTo(2 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anErrorBeforeTheHoldOrInThePlanIs500AndALineInTheLog() {
        House house = new House(ONE);
        house.budgets.fail(Trouble.READING);
        assertThat(house.ask(BOUNDED).status()).isEqualTo(500);
        house.budgets.fail(Trouble.NONE);
        house.beforePlan =
                () -> {
                    throw new IllegalStateException("a plan that cannot be made");
                };
        FakeCaller caller = house.ask(BOUNDED);

        assertThat(caller.status()).isEqualTo(500);
        assertThat(caller.body()).contains("Junctor failed on this request");
        assertThat(house.defects).hasSize(2);
        assertThat(house.isQuiet()).isTrue();
    }
}
