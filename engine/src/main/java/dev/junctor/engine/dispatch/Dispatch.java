package dev.junctor.engine.dispatch;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.fault.Retry;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.money.Charge;
import dev.junctor.engine.money.Purse;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.engine.port.TokenCounter;
import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.engine.relay.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks one endpoint of the plan after another until one answers. The commit point is the first byte to the caller:
 * after it nobody else is asked.
 */
public final class Dispatch {
    /**
     * What a loop's requests share.
     *
     * @param carriers from whose request it is to what brings a provider's state to callers of other dialects and back
     * @param counter counts the tokens of answers whose providers do not
     * @param defects hears of errors in this program; the request that met one ends with a 500
     */
    public record Tools(
            EventLoop loop,
            UpstreamClient client,
            Dialects dialects,
            Function<ApiKey, Carrier> carriers,
            Scratch scratch,
            Retries retries,
            Drains drains,
            Observer observer,
            TokenCounter counter,
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

    /** A request that has been dispatched. */
    public interface Running {
        /** Ends it with a fault, unless it is over; the listener hears of it as of every other end. */
        void cut(Fault fault);
    }

    private final Tools tools;
    private final Call call;
    private final Listener listener;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final EventLoop.Timer totalTimer;
    private Optional<Trial> current = Optional.empty();
    private Optional<Purse.Asking> question = Optional.empty();
    private int next;
    private int tried;
    private boolean over;

    private Dispatch(Tools tools, Call call, Listener listener) {
        this.tools = tools;
        this.call = call;
        this.listener = listener;
        long left = endNanos() - tools.loop().nanoTime();
        this.totalTimer = tools.loop().schedule(Math.max(0, left), this::outOfTime);
    }

    /** Begins; everything else follows from the loop's events. */
    public static Running start(Tools tools, Call call, Listener listener) {
        Dispatch dispatch = new Dispatch(tools, call, listener);
        call.caller().watch(dispatch::drained, dispatch::callerGone);
        tools.retries().deposit();
        while (dispatch.next < call.first()) {
            dispatch.passOver(dispatch.upcoming());
        }
        Fault unpaid =
                Fault.caller(FaultKind.PAYMENT_REQUIRED, "", "What was held does not suffice.");
        dispatch.guarded(() -> dispatch.goOn(unpaid));
        return dispatch::cut;
    }

    /** Goes on to the next candidate that can be paid; without one the caller hears {@code otherwise}. */
    private void goOn(Fault otherwise) {
        if (next == call.plan().order().size()) {
            refuse(otherwise);
            return;
        }
        Purse.Allowance allowance = call.purse().afford(upcoming());
        switch (allowance) {
            case Purse.Allowance.Granted granted -> attempt(granted, otherwise);
            case Purse.Allowance.Lacking lacking -> askFor(lacking, otherwise);
        }
    }

    /** There may be more under a limit than this node has of it. */
    private void askFor(Purse.Allowance.Lacking lacking, Fault otherwise) {
        current = Optional.empty();
        Purse.Asking asking =
                call.purse()
                        .refill(
                                upcoming(),
                                lacking,
                                endNanos(),
                                allowance -> guarded(() -> answered(allowance, otherwise)));
        if (asking.isUnderWay()) {
            question = Optional.of(asking);
        }
    }

    private void answered(Purse.Allowance allowance, Fault otherwise) {
        switch (allowance) {
            case Purse.Allowance.Granted granted -> attempt(granted, otherwise);
            case Purse.Allowance.Lacking lacking -> {
                passOver(upcoming());
                goOn(otherwise);
            }
        }
    }

    private Candidate upcoming() {
        return call.plan().order().get(next);
    }

    private void attempt(Purse.Allowance.Granted granted, Fault otherwise) {
        if (tried > 0 && !tools.retries().withdraw()) {
            refuse(otherwise);
            return;
        }
        tried++;
        Candidate candidate = upcoming();
        next++;
        Trial trial = new Trial(this, tools, call, candidate, granted.maxTokens());
        current = Optional.of(trial);
        trial.start();
    }

    /** An error in this program between two attempts ends the request. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            tools.defects().accept(defect);
            refuse(Refusal.DEFECT);
        }
    }

    private long endNanos() {
        return call.arrivedNanos() + call.deadlines().usual().total();
    }

    /** Nobody asks what cannot be paid; the caller's details and the record tell that it was passed over. */
    private void passOver(Candidate candidate) {
        next++;
        attempts.add(
                new Attempt(
                        candidate.endpoint().key(),
                        candidate.endpoint().tag(),
                        candidate.model().id(),
                        0,
                        FaultKind.PAYMENT_REQUIRED.code(),
                        Money.ZERO,
                        0));
    }

    /** The trial has a whole answer. */
    void answered(Trial trial, AnswerFacts facts, Runnable deliver) {
        note(trial, "", Money.ZERO);
        tools.observer().attempted(trial.endpoint(), trial.result(facts));
        Outcome outcome = trial.muted() ? Outcome.ABANDONED : Outcome.SERVED;
        conclude(
                new Ending(
                        outcome,
                        trial.muted() && !trial.committed() ? 499 : 200,
                        "",
                        trial.author(),
                        facts,
                        charge(trial, facts, outcome),
                        attempts,
                        trial.firstByteNanos()),
                deliver);
    }

    /** The trial has failed and is cleaned up. */
    void failed(Trial trial, Fault fault) {
        if (over) {
            return;
        }
        boolean billed = trial.muted() || trial.committed();
        note(trial, fault.kind().code(), billed ? Money.ZERO : costToHost(trial));
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
                            charge(trial, facts, Outcome.FAILED),
                            attempts,
                            trial.firstByteNanos()),
                    () -> trial.breakOff(fault));
        } else if (fault.retry() == Retry.NEVER) {
            refuse(fault);
        } else {
            skip(trial, fault);
            guarded(() -> goOn(fault));
        }
    }

    /** Other endpoints of a model that cannot do what is asked cannot either. */
    private void skip(Trial trial, Fault fault) {
        List<Candidate> order = call.plan().order();
        if (fault.retry() == Retry.NEXT_MODEL) {
            String failed = trial.candidate().model().id();
            while (next < order.size() && order.get(next).model().id().equals(failed)) {
                next++;
            }
        }
    }

    private void refuse(Fault fault) {
        conclude(
                new Ending(
                        Outcome.FAILED,
                        fault.kind().status(),
                        fault.kind().code(),
                        Ending.Author.NOBODY,
                        AnswerFacts.NONE,
                        Charge.NOTHING,
                        attempts,
                        0),
                () ->
                        Refusal.send(
                                tools.loop(),
                                call.dialect(),
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
                        note(trial, "", Money.ZERO);
                        trial.cancel();
                        tools.observer().attempted(trial.endpoint(), new AttemptResult.Abandoned());
                        abandon(trial);
                    }
                },
                () -> conclude(Ending.unanswered(attempts), () -> {}));
    }

    private void abandon(Trial trial) {
        AnswerFacts facts = trial.facts();
        boolean began = trial.firstByteNanos() != 0;
        conclude(
                new Ending(
                        Outcome.ABANDONED,
                        trial.committed() ? 200 : 499,
                        "",
                        began ? trial.author() : Ending.Author.NOBODY,
                        facts,
                        began ? charge(trial, facts, Outcome.ABANDONED) : Charge.NOTHING,
                        attempts,
                        trial.firstByteNanos()),
                () -> {});
    }

    private void outOfTime() {
        cut(
                new Fault(
                        FaultKind.TIMEOUT,
                        Blame.ENDPOINT,
                        Retry.NEVER,
                        "The request took longer than the total deadline. Ask for less, or raise"
                                + " deadlines.total.",
                        "",
                        0,
                        Fault.Upstream.NONE));
    }

    private void cut(Fault fault) {
        if (over) {
            return;
        }
        current.ifPresentOrElse(
                trial -> {
                    trial.cancel();
                    failed(trial, fault);
                },
                () -> refuse(fault));
    }

    /** An error in this program met an attempt that had said all: the request ends, and nobody is charged. */
    void defect(Trial trial, Fault fault) {
        conclude(
                new Ending(
                        Outcome.FAILED,
                        trial.committed() ? 200 : fault.kind().status(),
                        fault.kind().code(),
                        trial.author(),
                        AnswerFacts.NONE,
                        Charge.NOTHING,
                        attempts,
                        trial.firstByteNanos()),
                () -> {});
    }

    /** Usage that no bill can be made of is an error of ours or of the provider's, never a request without an end. */
    private Charge charge(Trial trial, AnswerFacts facts, Outcome outcome) {
        try {
            return trial.meter().charge(facts, outcome);
        } catch (ArithmeticException absurd) {
            tools.defects().accept(absurd);
            return Charge.NOTHING;
        }
    }

    private Money costToHost(Trial trial) {
        try {
            return trial.meter().cost(trial.facts());
        } catch (ArithmeticException absurd) {
            tools.defects().accept(absurd);
            return Money.ZERO;
        }
    }

    private void note(Trial trial, String fault, Money cost) {
        attempts.add(trial.attempt(fault, cost));
    }

    private void conclude(Ending ending, Runnable deliver) {
        if (over) {
            return;
        }
        over = true;
        totalTimer.cancel();
        question.ifPresent(Purse.Asking::leave);
        if (current.isPresent() && current.get().muted()) {
            tools.drains().end();
        }
        call.body().release();
        listener.ended(ending, deliver);
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
