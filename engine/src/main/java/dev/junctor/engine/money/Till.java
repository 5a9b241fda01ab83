package dev.junctor.engine.money;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.route.Candidate;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a request's money is held before anybody is asked; one for each event loop.
 *
 * <p>A request that fits only when others have ended waits in line here: their holds are worst cases, most of which
 * comes back. The line is served in the order of arrival; who comes and fits is not held up by it.
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
    private final PriceVersions versions = new PriceVersions();
    private List<Waiting> line = new ArrayList<>();
    private boolean polls;

    /** Holds under these limits. */
    public Till(EventLoop loop, Budgets budgets) {
        this.loop = loop;
        this.budgets = budgets;
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
    }

    /** The purse of a request, empty at first; whoever opens it settles it. */
    public Purse open(Purse.Owner owner) {
        return new Purse(owner, budgets, versions);
    }

    /**
     * Holds what the first candidate can cost at most that can be paid: one that can be paid as it was asked before one
     * that must be cut shorter.
     *
     * @param untilNanos the loop's time at which the request ends in any case
     */
    public Waiting hold(Purse purse, List<Candidate> order, long untilNanos, Listener listener) {
        Waiting request = new Waiting(purse, order, untilNanos, listener);
        request.begin();
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
        private int refills;
        private boolean over;

        private Waiting(Purse purse, List<Candidate> order, long untilNanos, Listener listener) {
            this.purse = purse;
            this.order = order;
            this.untilNanos = Math.min(untilNanos, loop.nanoTime() + PATIENCE_NANOS);
            this.listener = listener;
        }

        /** Whether it still waits. */
        public boolean waits() {
            return !over;
        }

        /** Nobody wants it any more: the listener hears nothing of it. */
        public void leave() {
            over = true;
            line.remove(this);
        }

        private void begin() {
            if (over || taken(Purse.Way.WHOLE)) {
                return;
            }
            if (refills++ < MOST_REFILLS
                    && purse.take(cheapest(), Purse.Way.WHOLE)
                            instanceof Purse.Allowance.Lacking lacking) {
                budgets.refill(lacking.budget(), lacking.needed(), loop, this::refilled);
            } else {
                lastResort();
            }
        }

        private void refilled(Budgets.Refill refill) {
            if (over) {
                return;
            }
            switch (refill) {
                case GRANTED -> begin();
                case NOTHING_MORE -> lastResort();
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
                lineUp(this); // better a little later than cut short
                return;
            }
            if (taken(Purse.Way.CLAMPED)) {
                return;
            }
            Shortage shortage = Shortage.of(purse, order, cheapest(), loop.epochMillis());
            if (shortage.mayPass() && room) {
                lineUp(this);
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

        private void look() {
            if (!over && !taken(Purse.Way.WHOLE)) {
                lastResort();
            }
        }

        private boolean taken(Purse.Way way) {
            for (int i = 0; i < order.size(); i++) {
                Quote quote = purse.quote(order.get(i));
                if (purse.take(quote, way) instanceof Purse.Allowance.Granted) {
                    over = true;
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
            over = true;
            listener.refused(fault, details);
        }
    }
}
