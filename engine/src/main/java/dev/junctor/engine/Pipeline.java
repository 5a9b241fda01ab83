package dev.junctor.engine;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.fault.Fault;
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
            Supplier<Snapshot> world,
            Supplier<Rules> rules,
            Router router,
            Ids ids,
            DurableLog log,
            Witness witness) {}

    private final Parts parts;
    private final EventLoop loop;
    private final Dialect dialect;

    public Pipeline(Parts parts) {
        this.parts = parts;
        this.loop = parts.tools().loop();
        this.dialect = parts.tools().dialect();
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
                Rules rules = parts.rules().get();
                Snapshot world = parts.world().get();
                Seed seed = request.seedOr(new Seed(loop.random()));
                switch (parts.router().plan(request, rules.policy(), world, seed)) {
                    case Planned.Refused refused -> refuse(ask, caller, id, refused);
                    case RoutePlan plan -> {
                        dispatch(
                                new Call(
                                        envelope,
                                        ask.body(),
                                        plan,
                                        id.text(),
                                        rules.deadlines(),
                                        caller,
                                        Metadata.of(ask.headers(), plan)),
                                new Origin(id, arrival, key, ask.headers().value("user-agent")));
                    }
                }
            }
        }
    }

    /** What the record needs to know of where a request came from. */
    private record Origin(Ids.Id id, Arrival arrival, ApiKey key, String userAgent) {}

    /** Attempts, bytes, meter: from here on the loop's events drive it. */
    private void dispatch(Call call, Origin origin) {
        parts.witness().started();
        Dispatch.start(
                parts.tools(), call, (ending, deliver) -> settle(call, origin, ending, deliver));
    }

    /** One record for each request; the caller gets the last bytes when it is written. */
    private void settle(Call call, Origin origin, Ending ending, Runnable deliver) {
        GenerationRecord record = record(call, origin, ending);
        parts.witness().ended(record);
        parts.log().append(record, loop, deliver);
    }

    private GenerationRecord record(Call call, Origin origin, Ending ending) {
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
                ending.charge().usage(),
                ending.charge().billing(),
                ending.charge().invoice(),
                ending.charge().priceVersion(),
                firstByte == 0 ? 0 : (firstByte - arrived) / 1_000_000,
                (loop.nanoTime() - arrived) / 1_000_000,
                agent.length() > 200 ? agent.substring(0, 200) : agent,
                ending.attempts());
    }

    private void refuse(Ask ask, CallerStream caller, Ids.Id id, Fault fault) {
        refuse(ask, caller, id, new Planned.Refused(fault, List.of()));
    }

    private void refuse(Ask ask, CallerStream caller, Ids.Id id, Planned.Refused refused) {
        ask.body().release();
        parts.witness().refused(refused.fault(), refused.rejected());
        String details = refused.rejected().isEmpty() ? "" : PlanReport.refused(refused);
        Refusal.send(loop, dialect, caller, refused.fault(), id.text(), details, "");
    }
}
