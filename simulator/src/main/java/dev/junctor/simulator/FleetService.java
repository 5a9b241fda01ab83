package dev.junctor.simulator;

import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Target;
import dev.junctor.simulator.tell.Deed;
import dev.junctor.simulator.tell.Disturber;
import dev.junctor.simulator.tell.Teller;
import dev.junctor.wire.Caller;
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receives for the fleet on one loop: finds the desk and the door, and sees that one may come in. */
final class FleetService implements Service {
    private final Fleet fleet;
    private final ControlApi control;
    private final Answering answering;
    private final Doors doors;

    FleetService(Fleet fleet) {
        this.fleet = fleet;
        this.control = new ControlApi(fleet);
        this.answering = new Answering(fleet);
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
        answering.answer(visit, request.path(), caller);
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
            Target target = new Target("", request.query());
            ModelList.Form form = ModelList.Form.of(target, request.headers());
            give(ModelList.answer(desk, address.rest(), form), caller);
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
                new Incoming(Incoming.Operation.ANSWER, target, request.headers(), new byte[0]);
        return provider.auth() == Provider.Auth.NONE
                || incoming.hasKeyIn("authorization", "api-key", "x-api-key", "x-goog-api-key")
                || !target.queried("key").isEmpty();
    }
}
