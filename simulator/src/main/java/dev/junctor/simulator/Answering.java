package dev.junctor.simulator;

import dev.junctor.core.catalog.Capability;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.Phase;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.say.AnswerScript;
import dev.junctor.simulator.say.Chance;
import dev.junctor.simulator.say.ScriptWriter;
import dev.junctor.simulator.tell.Deed;
import dev.junctor.simulator.tell.Disturber;
import dev.junctor.simulator.tell.Latency;
import dev.junctor.simulator.tell.Performance;
import dev.junctor.simulator.tell.Teller;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.wire.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers who has come in on one loop: reads, decides, and hands over to a {@link Teller}. */
final class Answering {
    private final Fleet fleet;
    private final OrderReader orders;

    Answering(Fleet fleet) {
        this.fleet = fleet;
        this.orders = new OrderReader(fleet.faults());
    }

    void answer(Visit visit, String path, Caller caller) {
        AskReader.Outcome read;
        try {
            read = visit.protocol().read(visit.incoming(), visit.desk().models());
        } catch (RuntimeException ours) { // whatever an odd value led to
            read = new AskReader.Outcome.Bad(failed(ours));
        }
        switch (read) {
            case AskReader.Outcome.Bad bad -> {
                String slug = visit.desk().provider().slug();
                Observations.Seen seen = fleet.observations().begin(slug, "", path, List.of());
                refuse(bad.complaint(), visit.habits().errors(), seen, caller);
            }
            case AskReader.Outcome.Good good -> ordered(visit, good.ask(), path, caller);
        }
    }

    private void ordered(Visit visit, Ask ask, String path, Caller caller) {
        Observations.Seen seen =
                fleet.observations()
                        .begin(
                                visit.desk().provider().slug(),
                                ask.endpoint().upstreamId(),
                                path,
                                new ArrayList<>(ask.original().propertyNames()));
        ErrorShape shape = visit.habits().errors();
        switch (orders.read(ask)) {
            case OrderReader.Outcome.Bad bad -> refuse(bad.complaint(), shape, seen, caller);
            case OrderReader.Outcome.Nothing nothing ->
                    told(visit, ask, Performance::of, seen, caller);
            case OrderReader.Outcome.Ordered ordered -> {
                FaultOrder order = ordered.order();
                seen.fault(order.name());
                switch (order.disturbance()) {
                    case Disturbance.Instead instead when isLater(order) ->
                            told(
                                    visit,
                                    ask,
                                    (telling, latency) ->
                                            Disturber.at(telling, latency, order).orElseThrow(),
                                    seen,
                                    caller);
                    case Disturbance.Instead instead -> {
                        List<Deed> deeds = Disturber.instead(instead, order, shape);
                        deeds.forEach(deed -> note(deed, seen));
                        Teller.act(deeds, caller, seen);
                    }
                    case Disturbance.Within within ->
                            told(
                                    visit,
                                    ask,
                                    (telling, latency) ->
                                            Disturber.disturbed(within, telling, latency, order),
                                    seen,
                                    caller);
                }
            }
        }
    }

    private static boolean isLater(FaultOrder order) {
        return order.phase() != Phase.USUAL && order.phase() != Phase.BEFORE_HEAD;
    }

    private void told(
            Visit visit,
            Ask ask,
            BiFunction<Telling, Latency, Performance> staged,
            Observations.Seen seen,
            Caller caller) {
        ErrorShape shape = visit.habits().errors();
        Performance performance;
        try {
            Prompt prompt = Prompt.of(ask);
            Optional<Complaint> complaint = visit.protocol().check(visit.incoming(), ask, prompt);
            if (complaint.isPresent()) {
                refuse(complaint.get(), shape, seen, caller);
                return;
            }
            if (visit.incoming().operation() == Incoming.Operation.COUNT) {
                Teller.act(List.of(counted(visit.protocol().counted(prompt))), caller, seen);
                return;
            }
            performance = performance(visit, ask, prompt, staged);
        } catch (RuntimeException ours) { // whatever a schema or a pattern of the caller's led to
            refuse(failed(ours), shape, seen, caller);
            return;
        }
        Teller.tell(performance, caller, seen);
    }

    private static Deed.Answer counted(String json) {
        return new Deed.Answer(
                200,
                json.getBytes(StandardCharsets.UTF_8),
                List.of("Content-Type", "application/json", "X-Simulated", "yes"));
    }

    private static Complaint failed(RuntimeException ours) {
        return new Complaint(
                500,
                "server_error",
                "simulator_failed",
                "The simulator failed on this request ("
                        + ours.getClass().getSimpleName()
                        + "); please report it.",
                "");
    }

    private Performance performance(
            Visit visit, Ask ask, Prompt prompt, BiFunction<Telling, Latency, Performance> staged) {
        FleetOptions options = fleet.options();
        boolean caches = ask.endpoint().can(Capability.CACHING);
        Prompt cacheable = visit.protocol().cacheable(ask, prompt);
        long cached = caches ? fleet.cache().meet(cacheable) : 0;
        AnswerScript script = ScriptWriter.write(ask, cacheable, cached, options.seed());
        long number = fleet.nextAnswer();
        Chance own = Chance.of(options.seed(), "answer", String.valueOf(number));
        Latency latency =
                Latency.of(ask.endpoint(), prompt, cached, own, options.seed(), options.speedUp());
        Habits habits = visit.habits();
        Telling telling =
                new Telling(
                        ask,
                        script,
                        habits,
                        habits.idPrefix() + own.letters(29),
                        options.clock().millis() / 1_000,
                        Telling.Usage.COUNTED,
                        visit.protocol().voice(visit.incoming().target()));
        return staged.apply(telling, latency);
    }

    private static void refuse(
            Complaint complaint, ErrorShape shape, Observations.Seen seen, Caller caller) {
        Deed.Answer answer = Disturber.refusal(complaint, shape, 0);
        note(answer, seen);
        Teller.act(List.of(answer), caller, seen);
    }

    private static void note(Deed deed, Observations.Seen seen) {
        if (deed instanceof Deed.Answer answer) {
            seen.status(answer.status());
        }
    }
}
