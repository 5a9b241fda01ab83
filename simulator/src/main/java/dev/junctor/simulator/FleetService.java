package dev.junctor.simulator;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.Phase;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Protocol;
import dev.junctor.simulator.protocol.Target;
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
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers for the fleet on one loop: reads, decides, and hands over to a {@link Teller}. */
final class FleetService implements Service {
    private final Fleet fleet;
    private final ControlApi control;
    private final OrderReader orders;
    private final Doors doors;

    FleetService(Fleet fleet) {
        this.fleet = fleet;
        this.control = new ControlApi(fleet);
        this.orders = new OrderReader(fleet.faults());
        this.doors = new Doors(fleet.options().seed());
    }

    @Override
    public void serve(Request request, Caller caller) {
        byte[] body;
        try {
            body = ByteBufUtil.getBytes(request.body());
        } finally {
            request.body().release();
        }
        Address address = Address.of(request.path());
        if (address.provider().equals(Address.CONTROL)) {
            give(control.answer(request.method(), address.rest(), body), caller);
            return;
        }
        Desk desk = fleet.desks().get(address.provider());
        if (desk == null) {
            give(
                    refusal(
                            404,
                            "No provider '"
                                    + address.provider()
                                    + "' is simulated here; GET"
                                    + " /_simulator/providers lists those that are.",
                            ErrorShape.NESTED),
                    caller);
            return;
        }
        atDesk(desk, address, request, body, caller);
    }

    @Override
    public byte[] refusal(int status, String message, String target) {
        int query = target.indexOf('?');
        Address address = Address.of(query < 0 ? target : target.substring(0, query));
        Desk desk = fleet.desks().get(address.provider());
        ErrorShape shape = desk == null ? ErrorShape.NESTED : shape(desk, address, target);
        return ErrorBodies.bytes(
                new Complaint(status, "invalid_request_error", "", message, ""), shape);
    }

    private ErrorShape shape(Desk desk, Address address, String target) {
        Target asked = new Target(address.rest(), target.substring(target.indexOf('?') + 1));
        return doors.at(address.rest(), desk.provider())
                .map(door -> door.protocol().habits(desk.habits(), asked).errors())
                .orElse(desk.habits().errors());
    }

    private void atDesk(Desk desk, Address address, Request request, byte[] body, Caller caller) {
        Optional<Doors.Door> found = doors.at(address.rest(), desk.provider());
        if (found.isEmpty()) {
            elsewhere(desk, address, request, caller);
            return;
        }
        Doors.Door door = found.get();
        Incoming incoming =
                new Incoming(
                        door.operation(),
                        new Target(address.rest(), request.query()),
                        request.headers(),
                        body);
        Visit visit = new Visit(desk, door.protocol(), incoming);
        ErrorShape shape = visit.habits().errors();
        if (!request.method().equals("POST")) {
            give(notAllowed(request.method(), "POST", shape), caller);
            return;
        }
        Optional<Complaint> unwelcome = door.protocol().greet(incoming, desk.provider());
        if (unwelcome.isPresent()) {
            give(Disturber.refusal(unwelcome.get(), shape, 0), caller);
            return;
        }
        switch (door.protocol().read(incoming, desk.models())) {
            case AskReader.Outcome.Bad bad -> {
                Observations.Seen seen =
                        fleet.observations()
                                .begin(desk.provider().slug(), "", request.path(), List.of());
                refuse(bad.complaint(), shape, seen, caller);
            }
            case AskReader.Outcome.Good good ->
                    answer(visit, good.ask(), request.path(), caller);
        }
    }

    /** Who comes to no door reads the list of models, or is lost. */
    private void elsewhere(Desk desk, Address address, Request request, Caller caller) {
        ErrorShape shape = desk.habits().errors();
        String method = request.method();
        if (!address.rest().startsWith(Address.MODELS)) {
            String lost = "Invalid URL (" + method + " " + request.path() + ")";
            give(refusal(404, lost, shape), caller);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            give(notAllowed(method, "GET", shape), caller);
        } else if (!showsKey(desk.provider(), request)) {
            give(Disturber.refusal(Complaints.key(), shape, 0), caller);
        } else {
            give(ModelList.answer(desk, address.rest()), caller);
        }
    }

    /** A request at the desk of one provider, through one door. */
    private record Visit(Desk desk, Protocol protocol, Incoming incoming) {
        Habits habits() {
            return protocol.habits(desk.habits(), incoming.target());
        }
    }

    private void answer(Visit visit, Ask ask, String path, Caller caller) {
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
            Optional<Complaint> complaint =
                    visit.protocol().check(visit.incoming(), ask, prompt);
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
            Visit visit,
            Ask ask,
            Prompt prompt,
            BiFunction<Telling, Latency, Performance> staged) {
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

    private static void give(Deed.Answer answer, Caller caller) {
        Teller.act(List.of(answer), caller, Unwatched.NOBODY);
    }

    private static Deed.Answer refusal(int status, String message, ErrorShape shape) {
        return Disturber.refusal(
                new Complaint(status, "invalid_request_error", "", message, ""), shape, 0);
    }

    private static Deed.Answer notAllowed(String method, String allowed, ErrorShape shape) {
        Deed.Answer plain =
                refusal(
                        405,
                        "Not allowed to " + method + " here. Try " + allowed + " instead.",
                        shape);
        List<String> fields = new ArrayList<>(plain.fields());
        fields.add("Allow");
        fields.add(allowed);
        return new Deed.Answer(plain.status(), plain.body(), fields);
    }

    private static boolean showsKey(Provider provider, Request request) {
        Target target = new Target("", request.query());
        Incoming incoming =
                new Incoming(
                        Incoming.Operation.ANSWER, target, request.headers(), new byte[0]);
        return provider.auth() == Provider.Auth.NONE
                || incoming.hasKeyIn("authorization", "api-key", "x-api-key", "x-goog-api-key")
                || !target.queried("key").isEmpty();
    }
}
