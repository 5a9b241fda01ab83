package dev.junctor.simulator;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Checks;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.Phase;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
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
import dev.junctor.wire.Headers;
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers for the fleet on one loop: reads, decides, and hands over to a {@link Teller}. */
final class FleetService implements Service {
    private static final List<String> KEY_HEADERS =
            List.of("authorization", "api-key", "x-api-key", "x-goog-api-key");

    private final Fleet fleet;
    private final ControlApi control;
    private final OrderReader orders;

    FleetService(Fleet fleet) {
        this.fleet = fleet;
        this.control = new ControlApi(fleet);
        this.orders = new OrderReader(fleet.faults());
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
        ErrorShape shape = desk == null ? ErrorShape.NESTED : desk.habits().errors();
        return ErrorBodies.bytes(
                new Complaint(status, "invalid_request_error", "", message, ""), shape);
    }

    private void atDesk(Desk desk, Address address, Request request, byte[] body, Caller caller) {
        ErrorShape shape = desk.habits().errors();
        boolean models = address.rest().startsWith(Address.MODELS);
        boolean posts = List.of(Address.CHAT, Address.TEXT).contains(address.rest());
        if (!models && !posts) {
            give(
                    refusal(
                            404,
                            "Invalid URL (" + request.method() + " " + request.path() + ")",
                            shape),
                    caller);
            return;
        }
        String allowed = models ? "GET" : "POST";
        boolean head = models && request.method().equals("HEAD");
        if (!request.method().equals(allowed) && !head) {
            give(notAllowed(request.method(), allowed, shape), caller);
            return;
        }
        if (!showsKey(desk.provider(), request.headers())) {
            give(Disturber.refusal(Complaints.key(), shape, 0), caller);
            return;
        }
        if (models) {
            give(ModelList.answer(desk, address.rest()), caller);
            return;
        }
        Ask.Form form = address.rest().equals(Address.CHAT) ? Ask.Form.CHAT : Ask.Form.TEXT;
        switch (AskReader.read(body, form, desk.models())) {
            case AskReader.Outcome.Bad bad -> {
                Observations.Seen seen =
                        fleet.observations()
                                .begin(desk.provider().slug(), "", request.path(), List.of());
                refuse(bad.complaint(), shape, seen, caller);
            }
            case AskReader.Outcome.Good good -> answer(desk, good.ask(), request.path(), caller);
        }
    }

    private void answer(Desk desk, Ask ask, String path, Caller caller) {
        ErrorShape shape = desk.habits().errors();
        Observations.Seen seen =
                fleet.observations()
                        .begin(
                                desk.provider().slug(),
                                ask.endpoint().upstreamId(),
                                path,
                                new ArrayList<>(ask.body().propertyNames()));
        switch (orders.read(ask)) {
            case OrderReader.Outcome.Bad bad -> refuse(bad.complaint(), shape, seen, caller);
            case OrderReader.Outcome.Nothing nothing ->
                    told(desk, ask, Performance::of, seen, caller);
            case OrderReader.Outcome.Ordered ordered -> {
                FaultOrder order = ordered.order();
                seen.fault(order.name());
                switch (order.disturbance()) {
                    case Disturbance.Instead instead when isLater(order) ->
                            told(
                                    desk,
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
                                    desk,
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
            Desk desk,
            Ask ask,
            BiFunction<Telling, Latency, Performance> staged,
            Observations.Seen seen,
            Caller caller) {
        ErrorShape shape = desk.habits().errors();
        Performance performance;
        try {
            Prompt prompt = Prompt.of(ask);
            Optional<Complaint> complaint = Checks.of(ask, prompt);
            if (complaint.isPresent()) {
                refuse(complaint.get(), shape, seen, caller);
                return;
            }
            performance = performance(desk.habits(), ask, prompt, staged);
        } catch (RuntimeException ours) { // whatever a schema or a pattern of the caller's led to
            refuse(failed(ours), shape, seen, caller);
            return;
        }
        Teller.tell(performance, caller, seen);
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
            Habits habits,
            Ask ask,
            Prompt prompt,
            BiFunction<Telling, Latency, Performance> staged) {
        FleetOptions options = fleet.options();
        boolean caches = ask.endpoint().can(Capability.CACHING);
        long cached = caches ? fleet.cache().meet(prompt) : 0;
        AnswerScript script = ScriptWriter.write(ask, prompt, cached, options.seed());
        long number = fleet.nextAnswer();
        Chance own = Chance.of(options.seed(), "answer", String.valueOf(number));
        Latency latency =
                Latency.of(ask.endpoint(), prompt, cached, own, options.seed(), options.speedUp());
        Telling telling =
                new Telling(
                        ask,
                        script,
                        habits,
                        habits.idPrefix() + own.letters(29),
                        options.clock().millis() / 1_000,
                        Telling.Usage.COUNTED);
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

    /** A key, whatever it is, must be shown to all who want one; how is not looked at closely. */
    private static boolean showsKey(Provider provider, Headers headers) {
        return provider.auth() == Provider.Auth.NONE
                || KEY_HEADERS.stream()
                        .map(headers::value)
                        .map(value -> value.startsWith("Bearer") ? value.substring(6) : value)
                        .anyMatch(value -> !value.isBlank());
    }
}
