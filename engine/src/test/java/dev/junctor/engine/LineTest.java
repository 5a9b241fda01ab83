package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.money.Budget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for money is served in the order of arrival, however little those need who come later. */
final class LineTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final String JSON = "application/json";

    private static long worst(long tokens) {
        return House.PROMPT * 1_000 + tokens * 2_000;
    }

    /** Its number is its seed, which providers get as it is. */
    private static String request(int number, long tokens) {
        return House.body(",\"max_tokens\":" + tokens + ",\"seed\":" + number);
    }

    private static int number(FakeUpstream.Sent sent) {
        String body = sent.body();
        int from = body.indexOf("\"seed\":") + 7;
        return Integer.parseInt(body.substring(from).replaceAll("\\D.*", ""));
    }

    private static boolean waits(FakeCaller caller) {
        return !caller.ended() && !caller.left();
    }

    private static void answer(FakeUpstream.Sent sent) {
        sent.head(200, JSON).part(House.answer(1, 0)).end();
    }

    @Test
    void manySmallRequestsDoNotKeepALargeOneWaiting() {
        House house = new House(ONE);
        house.budgets.limitKey(4 * worst(500));
        for (int i = 0; i < 4; i++) {
            house.ask(request(i, 500));
        }
        house.ask(request(4, 1_900));
        for (int i = 5; i < 100; i++) {
            house.ask(request(i, 10));
        }
        answer(house.upstream.sent().getFirst());
        house.loop.pass(100);
        assertThat(house.upstream.sent()).as("nobody overtakes").hasSize(4);
        house.upstream.sent().subList(1, 4).forEach(LineTest::answer);
        house.loop.pass(100);

        assertThat(number(house.upstream.sent().get(4))).isEqualTo(4);
    }

    @Test
    void whatCostsNothingDoesNotStandInLine() {
        House house = new House(ONE, Menu.free(Menu.candidate("two", "a/n")));
        house.budgets.limitKey(worst(500));
        house.ask(request(0, 500));
        house.ask(request(1, 500));
        FakeCaller free =
                house.ask(request(2, 500).replace("\"model\":\"a/m\"", "\"model\":\"a/n\""));
        answer(house.upstream.last());

        assertThat(free.status()).isEqualTo(200);
    }

    @Test
    void inWhateverOrderMoneyComesBackTheOrderOfArrivalIsKept() {
        long waited = 0;
        for (int run = 1; run <= 25; run++) {
            Seed dice = new Seed(run);
            House house = new House(ONE);
            Budget key = house.budgets.limitKey(worst(1_000) + dice.below(4_000_000));
            List<FakeUpstream.Sent> open = new ArrayList<>();
            List<FakeCaller> callers = new ArrayList<>();
            int seen = 0;
            for (int i = 0; i < 60; i++) {
                dice = dice.next();
                callers.add(house.ask(request(i, 1 + dice.below(1_000))));
                waited += callers.getLast().status() == 0 ? 1 : 0;
                dice = dice.next();
                house.loop.pass(dice.below(40));
                while (seen < house.upstream.sent().size()) {
                    open.add(house.upstream.sent().get(seen++));
                }
                dice = dice.next();
                if (!open.isEmpty() && dice.below(3) > 0) {
                    answer(open.remove(dice.below(open.size())));
                }
                if (dice.below(15) == 0) {
                    callers.get(dice.below(callers.size())).leave();
                }
            }
            for (int wave = 0; wave < 100 && callers.stream().anyMatch(LineTest::waits); wave++) {
                while (seen < house.upstream.sent().size()) {
                    open.add(house.upstream.sent().get(seen++));
                }
                open.forEach(LineTest::answer);
                open.clear();
                house.loop.pass(100);
            }

            List<Integer> order = house.upstream.sent().stream().map(LineTest::number).toList();
            assertThat(order).as("seed %d", run).isSorted();
            assertThat(callers)
                    .as("seed %d: somebody waits for ever", run)
                    .allMatch(caller -> caller.ended() || caller.left());
            assertThat(key.held()).as("seed %d", run).isZero();
            assertThat(house.isQuiet()).as("seed %d", run).isTrue();
        }
        assertThat(waited).isPositive();
    }
}
