package dev.junctor.simulator.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.simulator.SmallCatalog;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.Phase;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.say.ScriptWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is done for each fault, without a socket. */
final class DisturberTest {
    private static final Latency LATENCY = new Latency(1_000, 10);

    private static Telling telling(Ask.Delivery delivery) {
        String body =
                "{\"model\":\"small\",\"stream\":"
                        + (delivery == Ask.Delivery.STREAM)
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        Ask ask =
                new Ask(
                        SmallCatalog.endpoint("acme", "small"),
                        Ask.Form.CHAT,
                        JsonMapper.shared().readTree(body));
        Prompt prompt = Prompt.of(ask);
        return new Telling(
                ask,
                ScriptWriter.write(ask, prompt, 0, 1),
                Habits.PLAIN,
                "id",
                5,
                Telling.Usage.COUNTED);
    }

    private static FaultOrder order(String name, int afterTokens, long delayMillis) {
        return new FaultOrder(
                name,
                Disturbance.named(name).orElseThrow(),
                Phase.USUAL,
                afterTokens,
                delayMillis,
                0,
                0);
    }

    private static List<Deed> deeds(Ask.Delivery delivery, String fault, long delayMillis) {
        FaultOrder order = order(fault, 2, delayMillis);
        return switch (order.disturbance()) {
            case Disturbance.Instead instead ->
                    Disturber.instead(instead, order, ErrorShape.NESTED);
            case Disturbance.Within within ->
                    Disturber.disturbed(within, telling(delivery), LATENCY, order).deeds();
        };
    }

    @Test
    void each_fault_ends_in_exactly_one_way() {
        for (Ask.Delivery delivery : Ask.Delivery.values()) {
            for (String fault : Disturbance.names()) {
                List<Deed> deeds = deeds(delivery, fault, 0);

                long ends = deeds.stream().filter(DisturberTest::ends).count();
                assertThat(ends).as("%s, %s", fault, delivery).isEqualTo(1);
                assertThat(ends(deeds.getLast())).as("%s, %s", fault, delivery).isTrue();
                long heads = deeds.stream().filter(deed -> deed instanceof Deed.Head).count();
                boolean whole = deeds.getLast() instanceof Deed.Answer;
                boolean silent = Set.of("cut_before_head", "hang").contains(fault);
                assertThat(heads).as("%s, %s", fault, delivery).isEqualTo(whole || silent ? 0 : 1);
            }
        }
    }

    @Test
    void a_cut_comes_in_the_phase_that_is_named() {
        for (Ask.Delivery delivery : Ask.Delivery.values()) {
            long none = told(at(delivery, "cut_mid_stream", Phase.AFTER_HEAD));
            long some = told(at(delivery, "cut_mid_stream", Phase.MID_STREAM));
            long all = told(at(delivery, "cut_mid_stream", Phase.AFTER_USAGE));

            assertThat(none).isZero();
            assertThat(some).isPositive();
            assertThat(all).isGreaterThan(some);
        }
        assertThat(at(Ask.Delivery.STREAM, "cut_mid_stream", Phase.AFTER_USAGE))
                .doesNotContain(new Deed.Say(new Step.Done()));
    }

    @Test
    void what_comes_late_in_an_answer_ends_in_exactly_one_way() {
        for (Ask.Delivery delivery : Ask.Delivery.values()) {
            for (String fault : List.of("429", "html_502", "empty", "hang", "garbage", "stall")) {
                for (Phase phase : List.of(Phase.AFTER_HEAD, Phase.MID_STREAM, Phase.AFTER_USAGE)) {
                    List<Deed> deeds = at(delivery, fault, phase);
                    assertThat(deeds.stream().filter(DisturberTest::ends)).hasSize(1);
                    assertThat(ends(deeds.getLast())).isTrue();
                }
            }
        }
    }

    private static List<Deed> at(Ask.Delivery delivery, String fault, Phase phase) {
        FaultOrder order =
                new FaultOrder(fault, Disturbance.named(fault).orElseThrow(), phase, 2, 0, 0, 0);
        return Disturber.at(telling(delivery), LATENCY, order).orElseThrow().deeds();
    }

    private static long told(List<Deed> deeds) {
        return deeds.stream()
                .filter(deed -> deed instanceof Deed.Say || deed instanceof Deed.Raw)
                .count();
    }

    private static boolean ends(Deed deed) {
        return switch (deed) {
            case Deed.End end -> true;
            case Deed.Cut cut -> true;
            case Deed.Silence silence -> true;
            case Deed.Answer answer -> true;
            case Deed.Head head -> false;
            case Deed.Say say -> false;
            case Deed.Raw raw -> false;
            case Deed.Turn turn -> false;
            case Deed.Pause pause -> false;
        };
    }

    @Test
    void nothing_wrong_takes_the_time_to_the_first_token_and_then_a_time_for_each() {
        Telling telling = telling(Ask.Delivery.STREAM);
        List<Deed> deeds = Performance.of(telling, LATENCY).deeds();

        assertThat(deeds.getFirst()).isEqualTo(new Deed.Pause(1_000));
        assertThat(pauses(deeds)).isEqualTo(1_000 + 10 * telling.script().consumption().visible());
        Telling whole = telling(Ask.Delivery.WHOLE);
        assertThat(pauses(Performance.of(whole, LATENCY).deeds())).isEqualTo(pauses(deeds));
        assertThat(pauses(Performance.of(telling, Latency.NONE).deeds())).isZero();
    }

    @Test
    void a_stall_with_a_delay_goes_on_and_without_one_does_not() {
        assertThat(deeds(Ask.Delivery.STREAM, "stall", 50).getLast()).isEqualTo(new Deed.End());
        assertThat(deeds(Ask.Delivery.STREAM, "stall", 0).getLast()).isEqualTo(new Deed.Silence());
    }

    @Test
    void so_many_tokens_are_told_before() {
        for (int after : new int[] {0, 1, 5}) {
            Performance cut =
                    Disturber.disturbed(
                            new Disturbance.CutMidStream(),
                            telling(Ask.Delivery.STREAM),
                            LATENCY,
                            order("cut_mid_stream", after, 0));
            long told =
                    cut.deeds().stream()
                            .filter(deed -> deed instanceof Deed.Say say && say.step().tokens() > 0)
                            .count();
            assertThat(told).isEqualTo(after);
        }
    }

    private static long pauses(List<Deed> deeds) {
        return deeds.stream()
                .mapToLong(deed -> deed instanceof Deed.Pause pause ? pause.nanos() : 0)
                .sum();
    }
}
