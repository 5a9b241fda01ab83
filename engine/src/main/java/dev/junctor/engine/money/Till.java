package dev.junctor.engine.money;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request's money is held before anybody is asked; one for each event loop.
 *
 * <p>A request that fits only when others have ended waits in line here: their holds are worst cases, most of which
 * comes back. Under each limit those who wait are served in the order of arrival, whichever loop they are on, and who
 * comes later does not overtake them, however little it needs; what costs nothing is not held up.
 */
public final class Till {
    /** Often enough that nobody notices, rarely enough that a full line costs a loop a few percent of its time. */
    private static final long POLL_NANOS = 25_000_000L;

    /** Longer than most answers take, shorter than callers' patience. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final int LONGEST_LINE = 10_000;

    /** More grants in a row than an honest store needs for one request. */
    private static final int MOST_REFILLS = 16;

    private final EventLoop loop;
    private final Budgets budgets;
    private final Refills refills;
    private final long chance;
    private final PriceVersions versions = new PriceVersions();
    private List<Waiting> line = new ArrayList<>();
    private boolean polls;
    private long arrivals;

    /** Holds under these limits. */
    public Till(EventLoop loop, Budgets budgets) {
        this.loop = loop;
        this.budgets = budgets;
        this.refills = new Refills(loop, budgets);
        this.chance = loop.random();
    }

    /** Who hears whether a request can be paid; told exactly once, unless it left. */
    public interface Listener {
        /**
         * The money is held.
         *
         * @param first the place in the order of the first candidate that can be paid
         */
        void held(int first);

        /**
         * It cannot be paid; what was held is still to be given back.
         *
         * @param details fields of {@code error.metadata} as a JSON object
         */
        void refused(Fault fault, String details);

        /** An error in this program; what was held is still to be given back. */
        void broken(RuntimeException defect);
    }

    /** The purse of a request, empty at first; whoever opens it settles it. */
    public Purse open(Purse.Owner owner) {
        return new Purse(owner, budgets, refills, versions);
    }

    /**
     * Holds what the first candidate can cost at most that can be paid: one that can be paid as it was asked before one
     * that must be cut shorter.
     *
     * @param untilNanos the loop's time at which the request ends in any case
     */
    public Waiting hold(Purse purse, List<Candidate> order, long untilNanos, Listener listener) {
        Waiting request = new Waiting(purse, order, untilNanos, listener);
        request.go(request::begin);
        return request;
    }

    private void lineUp(Waiting request) {
        line.add(request);
        if (!polls) {
            polls = true;
            loop.schedule(POLL_NANOS, this::poll);
        }
    }

    private void poll() {
        polls = false;
        List<Waiting> waiting = line;
        line = new ArrayList<>();
        int next = 0;
        try {
            while (next < waiting.size()) {
                waiting.get(next++).look();
            }
        } finally {
            waiting.subList(next, waiting.size())
                    .forEach(this::lineUp); // an error costs one its place
        }
    }

    /** A request that has been held, refused, or waits to be. */
    public final class Waiting {
        private final Purse purse;
        private final List<Candidate> order;
        private final long untilNanos;
        private final Listener listener;
        private final Turn turn;
        private List<Budget> joined = List.of();
        private Refills.@Nullable Question question;
        private int asked;
        private boolean over;

        private Waiting(Purse purse, List<Candidate> order, long untilNanos, Listener listener) {
            this.purse = purse;
            this.order = order;
            this.turn = new Turn(loop.nanoTime(), arrivals++, chance);
            this.untilNanos = Math.min(untilNanos, turn.arrivedNanos() + PATIENCE_NANOS);
            this.listener = listener;
        }

        /** Whether it still waits. */
        public boolean waits() {
            return !over;
        }

        /** Nobody wants it any more: the listener hears nothing of it. */
        public void leave() {
            end();
            line.remove(this);
        }

        /** An error in one request's reckoning costs no other its place. */
        private void go(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException defect) {
                if (over) {
                    throw defect; // not ours: the listener had its turn
                }
                end();
                listener.broken(defect);
            }
        }

        private void end() {
            over = true;
            joined.forEach(budget -> budget.leave(turn));
            if (question != null) {
                question.leave();
            }
        }

        private void begin() {
            if (taken(Purse.Way.WHOLE)) {
                return;
            }
            Optional<Purse.Allowance.Lacking> lacking = purse.lacking(cheapest());
            if (lacking.isPresent() && asked < MOST_REFILLS && loop.nanoTime() < untilNanos) {
                asked++;
                Refills.Question last =
                        refills.ask(
                                lacking.get(), untilNanos, refill -> go(() -> refilled(refill)));
                if (last.isUnderWay()) {
                    question = last;
                }
            } else {
                lastResort();
            }
        }

        private void refilled(Budgets.Refill refill) {
            switch (refill) {
                case GRANTED -> begin();
                case NOTHING_MORE -> {
                    asked = MOST_REFILLS;
                    lastResort();
                }
                case UNKNOWN ->
                        refuse(
                                Fault.gateway(
                                                FaultKind.OVERLOADED,
                                                "The limits of this key cannot be read at the moment."
                                                        + " Try again soon.")
                                        .retryAfter(1),
                                "");
            }
        }

        private void lastResort() {
            if (taken(Purse.Way.ROOMY)) {
                return;
            }
            boolean room = line.size() < LONGEST_LINE && loop.nanoTime() < untilNanos;
            if (room && mayFitWholeLater()) {
                lineUp(); // better a little later than cut short
                return;
            }
            if (taken(Purse.Way.CLAMPED)) {
                return;
            }
            Shortage shortage = Shortage.of(purse, order, cheapest(), loop.epochMillis());
            if (shortage.mayPass() && room) {
                lineUp();
            } else {
                refuse(shortage.fault(), shortage.details());
            }
        }

        private boolean mayFitWholeLater() {
            for (Candidate candidate : order) {
                Quote quote = purse.quote(candidate);
                if (quote.worst().isKnown()
                        && !purse.isCountedOut(quote)
                        && purse.mayFitLater(quote.whole())) {
                    return true;
                }
            }
            return false;
        }

        private void lineUp() {
            if (joined.isEmpty()) {
                joined = purse.limited();
                joined.forEach(budget -> budget.lineUp(turn));
            }
            Till.this.lineUp(this);
        }

        private void look() {
            if (!over) {
                go(this::begin);
            }
        }

        private boolean taken(Purse.Way way) {
            boolean next = purse.isNext(turn);
            for (int i = 0; i < order.size(); i++) {
                Quote quote = purse.quote(order.get(i));
                if ((next || quote.whole() == 0)
                        && purse.take(quote, way) instanceof Purse.Allowance.Granted) {
                    end();
                    listener.held(i);
                    return true;
                }
            }
            return false;
        }

        /** The candidate that would be the first to fit, were there more. */
        private Quote cheapest() {
            Quote cheapest = purse.quote(order.getFirst());
            for (Candidate candidate : order) {
                Quote quote = purse.quote(candidate);
                if (quote.least() < cheapest.least()) {
                    cheapest = quote;
                }
            }
            return cheapest;
        }

        private void refuse(Fault fault, String details) {
            end();
            listener.refused(fault, details);
        }
    }
}
