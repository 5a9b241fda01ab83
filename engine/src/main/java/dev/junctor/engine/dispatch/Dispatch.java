package dev.junctor.engine.dispatch;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Usage;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.money.Charge;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.engine.relay.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks one endpoint of the plan after another until one answers. The commit point is the first byte to the caller:
 * after it nobody else is asked.
 */
public final class Dispatch {
    /**
     * What a loop's requests share.
     *
     * @param defects hears of errors in this program; the request that met one ends with a 500
     */
    public record Tools(
            EventLoop loop,
            UpstreamClient client,
            Dialect dialect,
            Scratch scratch,
            Retries retries,
            Observer observer,
            Consumer<RuntimeException> defects) {}

    /** Who hears of attempts. */
    public interface Observer {
        /** An attempt at an endpoint is over. */
        void attempted(Endpoint endpoint, AttemptResult result);
    }

    /** Who hears how it ended. */
    public interface Listener {
        /**
         * It is over; told exactly once.
         *
         * @param deliver hands the last bytes to the caller, to be run once the record is written
         */
        void ended(Ending ending, Runnable deliver);
    }

    private static final AnswerFacts NOTHING =
            new AnswerFacts("", "", Usage.NONE, AnswerFacts.Metering.MISSING, "", 0);

    private final Tools tools;
    private final Call call;
    private final Listener listener;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final EventLoop.Timer totalTimer;
    private Optional<Trial> current = Optional.empty();
    private int next;
    private boolean over;

    private Dispatch(Tools tools, Call call, Listener listener) {
        this.tools = tools;
        this.call = call;
        this.listener = listener;
        this.totalTimer = tools.loop().schedule(call.deadlines().usual().total(), this::outOfTime);
    }

    /** Begins; everything else follows from the loop's events. */
    public static void start(Tools tools, Call call, Listener listener) {
        Dispatch dispatch = new Dispatch(tools, call, listener);
        call.caller().watch(dispatch::drained, dispatch::callerGone);
        tools.retries().deposit();
        if (!dispatch.over) {
            dispatch.attempt();
        }
    }

    private void attempt() {
        Candidate candidate = call.plan().order().get(next++);
        Trial trial = new Trial(this, tools, call, candidate);
        current = Optional.of(trial);
        trial.start();
    }

    /** The trial has a whole answer. */
    void answered(Trial trial, AnswerFacts facts, Runnable deliver) {
        note(trial, "");
        tools.observer().attempted(trial.endpoint(), trial.result(facts));
        Charge charge =
                trial.meter().charge(facts, trial.muted() ? Outcome.ABANDONED : Outcome.SERVED);
        conclude(
                new Ending(
                        trial.muted() ? Outcome.ABANDONED : Outcome.SERVED,
                        200,
                        "",
                        trial.author(),
                        facts,
                        charge,
                        attempts,
                        trial.firstByteNanos()),
                deliver);
    }

    /** The trial has failed and is cleaned up. */
    void failed(Trial trial, Fault fault) {
        if (over) {
            return;
        }
        note(trial, fault.kind().code());
        tools.observer().attempted(trial.endpoint(), new AttemptResult.Failed(fault));
        if (trial.muted()) {
            abandon(trial);
        } else if (trial.committed()) {
            AnswerFacts facts = trial.facts();
            conclude(
                    new Ending(
                            Outcome.FAILED,
                            200,
                            fault.kind().code(),
                            trial.author(),
                            facts,
                            trial.meter().charge(facts, Outcome.FAILED),
                            attempts,
                            trial.firstByteNanos()),
                    () -> trial.breakOff(fault));
        } else if (mayGoOn(trial, fault)) {
            attempt();
        } else {
            refuse(fault);
        }
    }

    private boolean mayGoOn(Trial trial, Fault fault) {
        if (fault.retry() == Retry.NEVER) {
            return false;
        }
        List<Candidate> order = call.plan().order();
        if (fault.retry() == Retry.NEXT_MODEL) {
            String failed = trial.candidate().model().id();
            while (next < order.size() && order.get(next).model().id().equals(failed)) {
                next++;
            }
        }
        return next < order.size() && tools.retries().withdraw();
    }

    private void refuse(Fault fault) {
        conclude(
                new Ending(
                        Outcome.FAILED,
                        fault.kind().status(),
                        fault.kind().code(),
                        Ending.Author.NOBODY,
                        NOTHING,
                        Charge.NOTHING,
                        attempts,
                        0),
                () ->
                        Refusal.send(
                                tools.loop(),
                                tools.dialect(),
                                call.caller(),
                                fault,
                                call.generationId(),
                                Refusal.details(attempts),
                                call.metadata().apply(attempts)));
    }

    private void drained() {
        current.ifPresent(Trial::resume);
    }

    private void callerGone() {
        if (over) {
            return;
        }
        current.ifPresentOrElse(
                trial -> {
                    if (!trial.readsOnAlone()) {
                        note(trial, "");
                        trial.cancel();
                        tools.observer().attempted(trial.endpoint(), new AttemptResult.Abandoned());
                        abandon(trial);
                    }
                },
                () ->
                        conclude(
                                new Ending(
                                        Outcome.ABANDONED,
                                        499,
                                        "",
                                        Ending.Author.NOBODY,
                                        NOTHING,
                                        Charge.NOTHING,
                                        attempts,
                                        0),
                                () -> {}));
    }

    private void abandon(Trial trial) {
        AnswerFacts facts = trial.facts();
        boolean began = trial.firstByteNanos() != 0;
        conclude(
                new Ending(
                        Outcome.ABANDONED,
                        began ? 200 : 499,
                        "",
                        began ? trial.author() : Ending.Author.NOBODY,
                        facts,
                        began ? trial.meter().charge(facts, Outcome.ABANDONED) : Charge.NOTHING,
                        attempts,
                        trial.firstByteNanos()),
                () -> {});
    }

    private void outOfTime() {
        Fault fault =
                new Fault(
                        FaultKind.TIMEOUT,
                        Blame.ENDPOINT,
                        Retry.NEVER,
                        "The request took longer than the total deadline. Ask for less, or raise"
                                + " deadlines.total.",
                        "",
                        0,
                        Fault.Upstream.NONE);
        current.ifPresent(trial -> {
            trial.cancel();
            failed(trial, fault);
        });
    }

    private void note(Trial trial, String fault) {
        attempts.add(trial.attempt(fault));
    }

    private void conclude(Ending ending, Runnable deliver) {
        if (over) {
            return;
        }
        over = true;
        totalTimer.cancel();
        call.body().release();
        listener.ended(ending, deliver);
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
