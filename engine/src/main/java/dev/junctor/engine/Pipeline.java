package dev.junctor.engine;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Dialect;
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
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.ApiKey;
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
            Supplier<World> world,
            Router router,
            Budgets budgets,
            Supplier<PriceBooks> books,
            Ids ids,
            DurableLog log,
            Witness witness) {
        /** Where rules and snapshot come from two places, since neither changes with the other. */
        public Parts(
                Dispatch.Tools tools,
                Admission admission,
                Supplier<Snapshot> snapshot,
                Supplier<Rules> rules,
                Router router,
                Budgets budgets,
                Supplier<PriceBooks> books,
                Ids ids,
                DurableLog log,
                Witness witness) {
            this(
                    tools,
                    admission,
                    () -> new World(snapshot.get(), rules.get()),
                    router,
                    budgets,
                    books,
                    ids,
                    log,
                    witness);
        }
    }

    private static final Fault NO_ROOM =
            Fault.gateway(
                            FaultKind.OVERLOADED,
                            "Charges cannot be written down fast enough at the moment. Try again"
                                    + " soon.")
                    .retryAfter(1);

    private final Parts parts;
    private final EventLoop loop;
    private final Dialect dialect;
    private final Till till;
    private final UnderWay underWay = new UnderWay();

    public Pipeline(Parts parts) {
        this.parts = parts;
        this.loop = parts.tools().loop();
        this.dialect = parts.tools().dialect();
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
                    peek(ask, caller, id, arrival, admitted.key());
        }
    }

    /** When a request came, by both clocks. */
    private record Arrival(long nanos, long epochMillis) {}

    /** First the key: a stranger's body is not even looked at. */
    private Admission.Verdict admit(Ask ask, Arrival arrival) {
        return parts.admission()
                .admit(
                        ask.headers().value("authorization"),
                        ask.headers().value("x-api-key"),
                        ApiKey.Kind.INFERENCE,
                        arrival.epochMillis());
    }

    /** The body stays bytes; what routing needs is read beside them. */
    private void peek(Ask ask, CallerStream caller, Ids.Id id, Arrival arrival, ApiKey key) {
        byte[] body = parts.tools().scratch().read(ask.body());
        switch (dialect.peek(ask.operation(), body, ask.body().length())) {
            case Peeked.Refused refused -> refuse(ask, caller, id, refused.fault());
            case Envelope envelope -> plan(ask, caller, id, arrival, key, envelope);
        }
    }

    /** Pure from the request, the rules, the world and a seed to an order with its reasons. */
    private void plan(
            Ask ask,
            CallerStream caller,
            Ids.Id id,
            Arrival arrival,
            ApiKey key,
            Envelope envelope) {
        switch (RouteRequest.read(envelope)) {
            case Asked.Refused refused -> refuse(ask, caller, id, refused.fault());
            case RouteRequest request -> {
                World world = parts.world().get();
                Rules rules = world.rules();
                Seed seed = request.seedOr(new Seed(loop.random()));
                switch (parts.router().plan(request, rules.policy(), world.snapshot(), seed)) {
                    case Planned.Refused refused -> refuse(ask, caller, id, refused);
                    case RoutePlan plan ->
                            hold(
                                    ask,
                                    caller,
                                    new Origin(id, arrival, key, ask.headers().value("user-agent")),
                                    new Intent(envelope, request, plan, rules));
                }
            }
        }
    }

    /** What the record needs to know of where a request came from. */
    private record Origin(Ids.Id id, Arrival arrival, ApiKey key, String userAgent) {}

    /** What is to be done, and under which rules. */
    private record Intent(Envelope envelope, RouteRequest request, RoutePlan plan, Rules rules) {}

    /** Money first: the most that the answer can cost is set aside before anybody is asked for it. */
    private void hold(Ask ask, CallerStream caller, Origin origin, Intent intent) {
        if (parts.log().room() == DurableLog.Room.NONE) {
            refuse(ask, caller, origin.id(), NO_ROOM);
            return;
        }
        UnderWay.Walk walk = underWay.begin(origin.arrival().nanos(), intent.envelope().delivery());
        try {
            hold(ask, caller, origin, intent, walk);
        } catch (RuntimeException defect) {
            walk.end();
            throw defect;
        }
    }

    private void hold(
            Ask ask, CallerStream caller, Origin origin, Intent intent, UnderWay.Walk walk) {
        Purse purse =
                till.open(
                        new Purse.Owner(
                                origin.key(),
                                intent.request(),
                                parts.books().get(),
                                intent.rules().customerKeys(),
                                dialect::takesBound,
                                origin.arrival().epochMillis()));
        Till.Waiting waiting =
                till.hold(
                        purse,
                        intent.plan().order(),
                        origin.arrival().nanos() + intent.rules().deadlines().usual().total(),
                        new Till.Listener() {
                            @Override
                            public void held(int first) {
                                dispatch(
                                        call(ask, caller, origin, intent, purse, first),
                                        origin,
                                        walk);
                            }

                            @Override
                            public void refused(Fault fault, String details) {
                                walk.end();
                                purse.giveBack();
                                refuse(ask, caller, origin.id(), fault, details);
                            }
                        });
        if (waiting.waits()) {
            walk.cutBy(fault -> {
                waiting.leave();
                walk.end();
                purse.giveBack();
                refuse(ask, caller, origin.id(), fault);
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

    private static Call call(
            Ask ask, CallerStream caller, Origin origin, Intent intent, Purse purse, int first) {
        return new Call(
                intent.envelope(),
                ask.body(),
                intent.plan(),
                purse,
                first,
                origin.arrival().nanos(),
                origin.id().text(),
                intent.rules().deadlines(),
                caller,
                Metadata.of(ask.headers(), intent.plan()));
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
        Refusal.send(loop, dialect, caller, refused.fault(), id.text(), details, "");
    }
}
