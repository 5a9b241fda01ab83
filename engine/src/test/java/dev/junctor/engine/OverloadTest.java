package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.admit.Bounds;
import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Shed;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.engine.fake.FakeBudgets.Trouble;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.UpstreamClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More requests than can be served, along the whole line. */
final class OverloadTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final String BODY = House.body(",\"max_tokens\":50");
    private static final String JSON = "application/json";
    private static final long SECOND = 1_000_000_000L;

    private static House house(int inFlight, int queue) {
        House house = new House(ONE);
        house.bounds =
                new Bounds(inFlight, Integer.MAX_VALUE, queue, Long.MAX_VALUE, SECOND, SECOND / 4);
        return house;
    }

    private static void answer(FakeUpstream.Sent sent) {
        sent.head(200, JSON).part(House.answer(House.PROMPT, 50)).end();
    }

    @Test
    void oneWhoFindsNoPlaceWaitsWithoutMoneyHeldAndIsServedWhenAPlaceIsFree() {
        House house = house(1, 10);
        FakeCaller first = house.ask(BODY);
        FakeCaller second = house.ask(BODY);
        house.loop.pass(10);

        assertThat(house.upstream.sent()).hasSize(1);
        assertThat(house.crowd.waiting()).isEqualTo(1);
        answer(house.upstream.last());
        house.loop.pass(1);
        answer(house.upstream.last());

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void whoWaitedTooLongIsToldWhichLimitAndWhenToComeAgain() {
        House house = house(1, 10);
        house.ask(BODY);
        FakeCaller second = house.ask(BODY);
        house.loop.pass(999);
        assertThat(second.status()).isZero();
        house.loop.pass(1);

        assertThat(second.status()).isEqualTo(503);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.body())
                .contains("\"code\":503")
                .contains("limits.requests_in_flight")
                .contains("limits.queue_wait");
        assertThat(house.crowd.shed(Shed.QUEUE_WAIT)).isEqualTo(1);
        answer(house.upstream.last());
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void whoComesWhenTheQueueIsFullIsRefusedAtOnce() {
        House house = house(1, 1);
        house.ask(BODY);
        house.ask(BODY);
        FakeCaller third = house.ask(BODY);
        house.loop.pass(1);

        assertThat(third.status()).isEqualTo(503);
        assertThat(third.header("Retry-After")).isEqualTo("1");
        assertThat(third.body()).contains("limits.queue");
        assertThat(house.refused)
                .extracting(fault -> fault.kind())
                .containsOnly(FaultKind.OVERLOADED);
    }

    @Test
    void theBytesOfThoseWhoWaitAreBoundedToo() {
        House house = house(1, 10);
        house.bounds =
                new Bounds(1, Integer.MAX_VALUE, 10, 2L * BODY.length(), SECOND, Long.MAX_VALUE);
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(house.ask(BODY));
        }
        house.loop.pass(1);

        assertThat(callers).extracting(FakeCaller::status).containsExactly(0, 0, 0, 503);
    }

    @Test
    void aKeyAtItsOwnBoundIsToldSoAndHoldsUpNobodyElse() {
        House house = house(10, 10);
        house.traffic = Traffic.USUAL.withInFlight(2);
        List<FakeCaller> flood = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flood.add(house.ask("flood", "", BODY));
        }
        FakeCaller other = house.ask("other", "", BODY);
        house.loop.pass(1);
        assertThat(house.upstream.sent()).hasSize(3);
        answer(house.upstream.last());
        assertThat(other.status()).isEqualTo(200);
        house.loop.pass(1_000);

        assertThat(flood.getLast().status()).isEqualTo(429);
        assertThat(flood.getLast().header("Retry-After")).isEqualTo("1");
        assertThat(flood.getLast().body()).contains("requests_in_flight");
        assertThat(house.crowd.shed(Shed.KEY_IN_FLIGHT)).isEqualTo(1);
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenItMayAgain() {
        House house = house(100, 10);
        house.traffic = Traffic.USUAL.withPerMinute(30); // one each two seconds, five at once
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            callers.add(house.ask(BODY));
        }
        assertThat(house.upstream.sent()).hasSize(5);
        assertThat(callers.getLast().status()).isEqualTo(429);
        assertThat(callers.getLast().header("Retry-After")).isEqualTo("2");
        assertThat(callers.getLast().body()).contains("requests_per_minute");

        house.loop.pass(2_000);
        house.ask(BODY);
        assertThat(house.upstream.sent()).hasSize(6);
    }

    @Test
    void aRequestMayStepBackButNotForward() {
        House house = house(1, 10);
        house.traffic = Traffic.USUAL.withPriority(Priority.NORMAL);
        house.ask(BODY);
        FakeCaller low = house.ask("a", "low", BODY);
        FakeCaller claimsHigh = house.ask("b", "high", BODY);
        FakeCaller normal = house.ask("c", "", BODY);
        house.loop.pass(1);
        for (int i = 0; i < 3; i++) {
            answer(house.upstream.last());
            house.loop.pass(1);
        }

        assertThat(claimsHigh.status()).isEqualTo(200);
        assertThat(normal.status()).isEqualTo(200);
        assertThat(low.status()).isZero();
        assertThat(house.ask("d", "urgent", BODY).status()).isEqualTo(400);
    }

    @Test
    void whoHangsUpLeavesTheLineAndItsBytes() {
        House house = house(1, 10);
        FakeCaller first = house.ask(BODY);
        FakeCaller second = house.ask(BODY);
        house.loop.pass(1);
        second.hangUp();
        house.loop.pass(1);

        assertThat(house.crowd.waiting()).isZero();
        assertThat(house.crowd.shed(Shed.LEFT)).isEqualTo(1);
        answer(house.upstream.last());
        assertThat(first.status()).isEqualTo(200);
        assertThat(house.upstream.sent()).hasSize(1);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void aPlaceThatWasOnItsWayToWhoHungUpIsGivenBack() {
        House house = house(1, 10);
        house.ask(BODY);
        FakeCaller second = house.ask(BODY);
        FakeCaller third = house.ask(BODY);
        house.loop.pass(1);
        answer(house.upstream.last());
        second.hangUp(); // it is let in in this very turn
        house.loop.pass(1);
        answer(house.upstream.last());

        assertThat(second.status()).isZero();
        assertThat(third.status()).isEqualTo(200);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anErrorInThisProgramGivesThePlaceBackToo() {
        House house = house(1, 10);
        FakeCaller first = house.ask(BODY);
        FakeCaller second = house.ask(BODY);
        house.loop.pass(1);
        house.budgets.fail(Trouble.READING);
        answer(house.upstream.last());
        house.loop.pass(1);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(500);
        assertThat(house.defects).hasSize(1);
        assertThat(house.crowd.inFlight()).isZero();
        house.beforePlan =
                () -> {
                    throw new IllegalStateException("a defect");
                };
        assertThat(house.ask(BODY).status()).isEqualTo(500);
        assertThat(house.crowd.inFlight()).isZero();
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void everyWayToEndGivesThePlaceBackOnce() {
        House house = house(1, 0);
        house.ask("{\"model\":").ended(); // not JSON
        house.ask("{\"model\":\"no/such\",\"messages\":[]}"); // no such model
        house.room = DurableLog.Room.NONE;
        house.ask(BODY); // nowhere to write the charge
        house.room = DurableLog.Room.THERE_IS;
        house.budgets.limitKey(1);
        house.ask(BODY); // no money
        house.loop.pass(6_000);
        house.budgets.limitKey(Long.MAX_VALUE / 4);
        assertThat(house.refused).hasSize(4);
        assertThat(house.crowd.inFlight()).isZero();

        house.ask(BODY).hangUp(); // abandoned
        house.loop.pass(1);
        assertThat(house.crowd.inFlight()).isZero();
        house.ask(BODY);
        house.upstream.last().breakOff(UpstreamClient.Cause.CLOSED); // failed
        assertThat(house.crowd.inFlight()).isZero();
        FakeCaller served = house.ask(BODY);
        assertThat(house.crowd.inFlight()).isEqualTo(1);
        answer(house.upstream.last()); // served
        assertThat(served.status()).isEqualTo(200);
        assertThat(house.isQuiet()).isTrue();
    }
}
