package dev.junctor.engine;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Asked;
import dev.junctor.core.route.PlanReport;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.core.route.Router;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.Entrance;
import dev.junctor.engine.admit.Place;
import dev.junctor.engine.dispatch.Call;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.dispatch.Refusal;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.money.Charge;
import dev.junctor.engine.money.Purse;
import dev.junctor.engine.money.Till;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.engine.port.Ids;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The line: a request's whole walk, from its bytes to its record, read from top to bottom. One instance for each event
 * loop; a request never leaves its loop.
 */
public final class Pipeline {
    /** What the line is made of. */
    public record Parts(
            Dispatch.Tools tools,
            Admission admission,
            Entrance entrance,
            Supplier<World> world,
            Router router,
            Budgets budgets,
            Supplier<PriceBooks> books,
            Ids ids,
            DurableLog log,
            Witness witness) {}

    private static final Fault NO_ROOM =
            Fault.gateway(
                            FaultKind.OVERLOADED,
                            "Charges cannot be written down fast enough at the moment. Try again"
                                    + " soon.")
                    .retryAfter(1);

    private final Parts parts;
    private final EventLoop loop;
    private final Dialects dialects;
    private final Till till;
    private final UnderWay underWay = new UnderWay();

    public Pipeline(Parts parts) {
        this.parts = parts;
        this.loop = parts.tools().loop();
        this.dialects = parts.tools().dialects();
        this.till = new Till(loop, parts.budgets());
    }

    /** What has begun here and not ended. */
    public UnderWay underWay() {
        return underWay;
    }

    /** Takes a request and answers it, now or later. */
    public void serve(Ask ask, CallerStream caller) {
        Arrival arrival = new Arrival(loop.nanoTime(), loop.epochMillis());
        Ids.Id id = parts.ids().next(arrival.epochMillis());
        switch (admit(ask, arrival)) {
            case Admission.Verdict.Denied denied -> refuse(ask, caller, id, denied.fault());
            case Admission.Verdict.Admitted admitted ->
                    place(ask, caller, id, arrival, admitted.key());
        }
    }

    /** When a request came, by both clocks. */
    private record Arrival(long nanos, long epochMillis) {}

    /** First the key: a stranger's body is not even looked at. */
    private Admission.Verdict admit(Ask ask, Arrival arrival) {
        return guarded(
                () ->
                        parts.admission()
                                .admit(
                                        ask.headers().value("authorization"),
                                        ask.headers().value("x-api-key"),
                                        ApiKey.Kind.INFERENCE,
                                        arrival.epochMillis()),
                Admission.Verdict.Denied::new);
    }

    /** Then a place: there may be more requests than can be served, and who waits costs nothing but its bytes. */
    private void place(Ask ask, CallerStream caller, Ids.Id id, Arrival arrival, ApiKey key) {
        World world;
        try {
            world = parts.world().get();
        } catch (RuntimeException defect) {
            parts.tools().defects().accept(defect);
            refuse(ask, caller, id, Refusal.DEFECT);
            return;
        }
        place(ask, caller, id, arrival, key, world);
    }

    private void place(
            Ask ask, CallerStream caller, Ids.Id id, Arrival arrival, ApiKey key, World world) {
        Entrance.Waiting waiting =
                parts.entrance()
                        .enter(
                                new Entrance.Visit(
                                        key,
                                        ask.headers().value("x-junctor-priority"),
                                        ask.body().length(),
                                        arrival.nanos() + totalNanos(world.rules())),
                                new Entrance.Listener() {
                                    @Override
                                    public void admitted(Place place) {
                                        String agent = ask.headers().value("user-agent");
                                        Origin origin =
                                                new Origin(
                                                        id,
                                                        arrival,
                                                        key,
                                                        parts.world().get(),
                                                        agent,
                                                        place);
                                        keeping(place, () -> peek(ask, caller, origin));
                                    }

                                    @Override
                                    public void refused(Fault fault) {
                                        refuse(ask, caller, id, fault);
                                    }

                                    @Override
                                    public void broken(RuntimeException defect) {
                                        parts.tools().defects().accept(defect);
                                        caller.abort();
                                    }
                                });
        if (waiting.waits()) {
            caller.watch(
                    () -> {},
                    () -> {
                        if (waiting.waits()) { // or else it was let in or refused in the meantime
                            waiting.leave();
                            ask.body().release();
                        }
                    });
        }
    }

    /** An error in this program ends a request, but keeps no place for ever. */
    private static void keeping(Place place, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            place.giveBack();
            throw defect;
        }
    }

    private static long totalNanos(Rules rules) {
        return rules.deadlines().usual().total();
    }

    /** Where a request comes from, the world that it found when it got its place, and that place. */
    private record Origin(
            Ids.Id id, Arrival arrival, ApiKey key, World world, String userAgent, Place place) {}

    /** The body stays bytes; what routing needs is read beside them. */
    private void peek(Ask ask, CallerStream caller, Origin origin) {
        switch (guarded(() -> peeked(ask), Peeked.Refused::new)) {
            case Peeked.Refused refused -> refuse(ask, caller, origin, refused.fault());
            case Envelope envelope -> plan(ask, caller, origin, envelope);
        }
    }

    private Peeked peeked(Ask ask) {
        byte[] body = parts.tools().scratch().read(ask.body());
        return ask.dialect().peek(ask.line(), body, ask.body().length());
    }

    /** An error in this program refuses the request that met it, and no other. */
    private <T> T guarded(Supplier<T> step, Function<Fault, T> refused) {
        try {
            return step.get();
        } catch (RuntimeException defect) {
            parts.tools().defects().accept(defect);
            return refused.apply(Refusal.DEFECT);
        }
    }

    /** Pure from the request, the rules, the world and a seed to an order with its reasons. */
    private void plan(Ask ask, CallerStream caller, Origin origin, Envelope envelope) {
        switch (guarded(() -> RouteRequest.read(envelope), Asked.Refused::new)) {
            case Asked.Refused refused -> refuse(ask, caller, origin, refused.fault());
            case RouteRequest request -> {
                World world = origin.world();
                Rules rules = world.rules();
                switch (guarded(() -> planned(request, world), Pipeline::unplanned)) {
                    case Planned.Refused refused -> {
                        origin.place().giveBack();
                        refuse(ask, caller, origin.id(), refused);
                    }
                    case RoutePlan plan ->
                            hold(ask, caller, origin, new Intent(envelope, request, plan, rules));
                }
            }
        }
    }

    private Planned planned(RouteRequest request, World world) {
        Seed seed = request.seedOr(new Seed(loop.random()));
        return parts.router().plan(request, world.rules().policy(), world.snapshot(), seed);
    }

    private static Planned unplanned(Fault fault) {
        return new Planned.Refused(fault, List.of());
    }

    /** What is to be done, and under which rules. */
    private record Intent(Envelope envelope, RouteRequest request, RoutePlan plan, Rules rules) {}

    /** Money first: the most that the answer can cost is set aside before anybody is asked for it. */
    private void hold(Ask ask, CallerStream caller, Origin origin, Intent intent) {
        if (parts.log().room() == DurableLog.Room.NONE) {
            refuse(ask, caller, origin, NO_ROOM);
            return;
        }
        Purse purse;
        try {
            purse = till.open(owner(ask, origin, intent));
        } catch (RuntimeException defect) {
            parts.tools().defects().accept(defect);
            refuse(ask, caller, origin, Refusal.DEFECT);
            return;
        }
        UnderWay.Walk walk = underWay.begin(origin.arrival().nanos(), intent.envelope().delivery());
        try {
            hold(ask, caller, origin, intent, purse, walk);
        } catch (RuntimeException defect) {
            walk.end();
            throw defect;
        }
    }

    private void hold(
            Ask ask,
            CallerStream caller,
            Origin origin,
            Intent intent,
            Purse purse,
            UnderWay.Walk walk) {
        Till.Waiting waiting =
                till.hold(
                        purse,
                        intent.plan().order(),
                        origin.arrival().nanos() + totalNanos(intent.rules()),
                        new Till.Listener() {
                            @Override
                            public void held(int first) {
                                Call call;
                                try {
                                    call = call(ask, caller, origin, intent, purse, first);
                                } catch (RuntimeException defect) {
                                    broken(defect);
                                    return;
                                }
                                keeping(origin.place(), () -> dispatch(call, origin, walk));
                            }

                            @Override
                            public void broken(RuntimeException defect) {
                                parts.tools().defects().accept(defect);
                                refused(Refusal.DEFECT, "");
                            }

                            @Override
                            public void refused(Fault fault, String details) {
                                walk.end();
                                origin.place().giveBack();
                                purse.giveBack();
                                refuse(ask, caller, origin.id(), fault, details);
                            }
                        });
        if (waiting.waits()) {
            walk.cutBy(fault -> {
                waiting.leave();
                walk.end();
                purse.giveBack();
                refuse(ask, caller, origin, fault);
            });
            caller.watch(
                    () -> {},
                    () -> {
                        if (!waiting.waits()) {
                            return; // it was held or refused in the meantime
                        }
                        waiting.leave();
                        leave(call(ask, caller, origin, intent, purse, 0), origin, walk);
                    });
        }
    }

    private Purse.Owner owner(Ask ask, Origin origin, Intent intent) {
        return new Purse.Owner(
                origin.key(),
                intent.request(),
                parts.books().get(),
                intent.rules().customerKeys(),
                endpoint -> dialects.between(ask.dialect(), endpoint).takesBound(endpoint),
                origin.arrival().epochMillis());
    }

    private Call call(
            Ask ask, CallerStream caller, Origin origin, Intent intent, Purse purse, int first) {
        return new Call(
                ask.dialect(),
                ask.headers()::value,
                parts.tools().carriers().apply(origin.key()),
                intent.envelope(),
                ask.body(),
                intent.plan(),
                purse,
                first,
                origin.arrival().nanos(),
                origin.id().text(),
                intent.rules().deadlines(),
                caller,
                Metadata.of(ask.headers(), intent.plan(), intent.rules().customerKeys()));
    }

    /** The caller hung up while the request waited for its money. */
    private void leave(Call call, Origin origin, UnderWay.Walk walk) {
        call.body().release();
        parts.witness().started();
        settle(call, origin, walk, Ending.UNASKED, () -> {});
    }

    /** Attempts, bytes, meter: from here on the loop's events drive it. */
    private void dispatch(Call call, Origin origin, UnderWay.Walk walk) {
        parts.witness().started();
        Dispatch.Running running =
                Dispatch.start(
                        parts.tools(),
                        call,
                        (ending, deliver) -> settle(call, origin, walk, ending, deliver));
        walk.cutBy(running::cut);
    }

    /** What was held ends here, on every path; one record for each request, and the last bytes when it is written. */
    private void settle(
            Call call, Origin origin, UnderWay.Walk walk, Ending ending, Runnable deliver) {
        walk.end();
        origin.place().giveBack();
        Purse.Settled settled = call.purse().settle(ending.charge());
        GenerationRecord record = record(call, origin, ending, settled.charge());
        try {
            parts.log().append(record, loop, deliver);
        } finally { // who only watches cannot lose a charge
            parts.witness().ended(record);
            if (settled.borne().nanoDollars() > 0) {
                parts.witness().capped(record, settled.borne());
            }
        }
    }

    private GenerationRecord record(Call call, Origin origin, Ending ending, Charge charge) {
        long arrived = origin.arrival().nanos();
        long firstByte = ending.firstByteNanos();
        String agent = origin.userAgent();
        return new GenerationRecord(
                origin.id().row(),
                origin.id().text(),
                ending.facts().upstreamId(),
                origin.arrival().epochMillis(),
                origin.key().id().hex(),
                origin.key().account(),
                call.plan().requested(),
                ending.author().model(),
                ending.author().endpoint(),
                ending.author().provider(),
                ending.author().tag(),
                call.plan().strategy(),
                call.envelope().delivery() == Delivery.STREAM,
                ending.outcome(),
                ending.status(),
                ending.fault(),
                ending.facts().finishReason(),
                ending.facts().serviceTier(),
                charge.usage(),
                charge.billing(),
                charge.invoice(),
                charge.priceVersion(),
                firstByte == 0 ? 0 : (firstByte - arrived) / 1_000_000,
                (loop.nanoTime() - arrived) / 1_000_000,
                agent.length() > 200 ? agent.substring(0, 200) : agent,
                ending.attempts());
    }

    private void refuse(Ask ask, CallerStream caller, Origin origin, Fault fault) {
        origin.place().giveBack();
        refuse(ask, caller, origin.id(), fault);
    }

    private void refuse(Ask ask, CallerStream caller, Ids.Id id, Fault fault) {
        refuse(ask, caller, id, fault, "");
    }

    private void refuse(Ask ask, CallerStream caller, Ids.Id id, Fault fault, String details) {
        refuse(ask, caller, id, new Planned.Refused(fault, List.of()), details);
    }

    private void refuse(Ask ask, CallerStream caller, Ids.Id id, Planned.Refused refused) {
        String details = refused.rejected().isEmpty() ? "" : PlanReport.refused(refused);
        refuse(ask, caller, id, refused, details);
    }

    private void refuse(
            Ask ask, CallerStream caller, Ids.Id id, Planned.Refused refused, String details) {
        ask.body().release();
        parts.witness().refused(refused.fault(), refused.rejected());
        Refusal.send(loop, ask.dialect(), caller, refused.fault(), id.text(), details, "");
    }
}
