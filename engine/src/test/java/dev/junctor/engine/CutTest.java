package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.money.Budget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that ends while requests are under way: each is told so and written down. */
final class CutTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final Candidate TWO = Menu.candidate("two", "a/m");
    private static final Fault ENDED =
            Fault.gateway(FaultKind.OVERLOADED, "It is over.").retryAfter(1);
    private static final String STREAM = House.body(",\"stream\":true,\"max_tokens\":50");
    private static final String WHOLE = House.body(",\"max_tokens\":50");
    private static final long WORST = House.PROMPT * 1_000 + 50 * 2_000;
    private static final String WORD =
            "data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"model\":\"x\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"hello\"},\"finish_reason\":null}]}\n\n";

    @Test
    void whatIsUnderWayIsCountedFromItsHoldToItsEnd() {
        House house = new House(ONE);
        UnderWay underWay = house.pipeline().underWay();
        assertThat(underWay.look(house.loop.nanoTime())).isEqualTo(UnderWay.Sight.NONE);
        house.ask(WHOLE);
        house.loop.pass(1_000);
        house.ask(STREAM);
        assertThat(underWay.look(house.loop.nanoTime()))
                .isEqualTo(new UnderWay.Sight(2, 1, 1_000_000_000L));
        house.upstream
                .sent()
                .getFirst()
                .head(200, "application/json")
                .part(House.answer(House.PROMPT, 5))
                .end();
        assertThat(underWay.look(house.loop.nanoTime())).isEqualTo(new UnderWay.Sight(1, 1, 0));
    }

    @Test
    void aStreamIsCutByAnEventAndNotCharged() {
        House house = new House(ONE, TWO);
        Budget key = house.budgets.limitKey(10 * WORST);
        FakeCaller caller = house.ask(STREAM);
        house.upstream.last().head(200, "text/event-stream").part(WORD);

        house.pipeline().underWay().cut(ENDED);

        assertThat(caller.status()).isEqualTo(200);
        assertThat(caller.body()).contains("hello", "It is over.");
        assertThat(caller.ended()).isTrue();
        assertThat(caller.aborted()).isFalse();
        assertThat(house.upstream.last().cancelled()).isTrue();
        assertThat(house.upstream.sent()).as("nobody else is asked").hasSize(1);
        assertThat(house.records).hasSize(1);
        assertThat(house.records.getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(house.records.getFirst().billing()).isEqualTo(Billing.VOID);
        assertThat(key.held()).isZero();
        assertThat(key.left()).isEqualTo(10 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void whoHasNoAnswerYetIsToldToTryAgain() {
        House house = new House(ONE);
        FakeCaller caller = house.ask(WHOLE);
        house.pipeline().underWay().cut(ENDED);
        assertThat(caller.status()).isEqualTo(503);
        assertThat(caller.header("Retry-After")).isEqualTo("1");
        assertThat(house.records).hasSize(1);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void whoWaitsForMoneyIsToldToTryAgainAndHasNoRecord() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(WORST);
        house.ask(WHOLE);
        FakeCaller waiting = house.ask(WHOLE);
        assertThat(waiting.status()).isZero();
        house.pipeline().underWay().cut(ENDED);
        assertThat(waiting.status()).isEqualTo(503);
        assertThat(house.records).as("of the one that was asked").hasSize(1);
        assertThat(key.held()).isZero();
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void anAnswerThatIsReadOnWithForItsUsageIsWrittenDownAsFarAsItCame() {
        House house = new House(Menu.candidate("one", "a/m"));
        FakeCaller caller = house.ask(STREAM);
        house.upstream.last().head(200, "text/event-stream").part(WORD);
        caller.leave();
        house.pipeline().underWay().cut(ENDED);
        assertThat(house.records).extracting("outcome").isEqualTo(List.of(Outcome.ABANDONED));
        assertThat(house.charged()).isPositive();
        assertThat(house.isQuiet()).isTrue();
    }
}
