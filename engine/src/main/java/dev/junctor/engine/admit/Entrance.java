package dev.junctor.engine.admit;

import dev.junctor.core.fault.Fault;
import dev.junctor.engine.port.EventLoop;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where requests of one event loop find a place, wait for one, or are sent away; see {@link Crowd}. */
public final class Entrance {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Places come free all the time: it is worth to ask again soon. */
    private static final long SOON_SECONDS = 1;

    private final Crowd crowd;
    private final EventLoop loop;
    private long lagNanos;

    Entrance(Crowd crowd, EventLoop loop) {
        this.crowd = crowd;
        this.loop = loop;
    }

    /**
     * A request that wants in.
     *
     * @param priority what the request says of its own priority, in words; empty for nothing
     * @param bytes what it keeps while it waits
     * @param untilNanos the loop's time at which it ends in any case
     */
    public record Visit(ApiKey key, String priority, int bytes, long untilNanos) {}

    /** Who hears what became of it; told one of {@code admitted} and {@code refused} exactly once, unless it left. */
    public interface Listener {
        /** It has a place, which is now its own to give back. */
        void admitted(Place place);

        /** It has none. */
        void refused(Fault fault);

        /** An error in this program met a request that had waited; it was told {@code admitted}. */
        void broken(RuntimeException defect);
    }

    /** Asks for a place; {@code listener} is told at once or, while {@link Waiting#waits}, later. */
    public Waiting enter(Visit visit, Listener listener) {
        Waiting request = new Waiting(visit, listener);
        request.begin();
        return request;
    }

    /** The loop was so much later than it should have been when it was last looked at. */
    public void late(long nanos) {
        lagNanos = nanos;
    }

    /** Where a request stands; whoever is first, its own loop or the keeper, takes it out of the line. */
    private enum State {
        IN_LINE,
        LET_IN,
        OVER
    }

    /** A request that has its place, was sent away, or waits. */
    public final class Waiting implements Line.Waiter {
        private final Visit visit;
        private final Listener listener;
        private final AtomicReference<State> state = new AtomicReference<>(State.IN_LINE);
        private Priority priority;
        private @Nullable KeyTraffic own;
        private int mostOfKey;
        private EventLoop.Timer patience = () -> {};
        private boolean over;

        private Waiting(Visit visit, Listener listener) {
            this.visit = visit;
            this.listener = listener;
            this.priority = visit.key().traffic().priority();
        }

        /** Whether it still waits; on its loop. */
        public boolean waits() {
            return !over;
        }

        /** Nobody wants it any more: the listener hears nothing of it. */
        public void leave() {
            over = true;
            patience.cancel();
            crowd.count(Shed.LEFT);
            if (state.compareAndSet(State.IN_LINE, State.OVER)) {
                crowd.leave(this);
            } // or else its place is on its way, and given back there
        }

        private void begin() {
            if (!visit.priority().isEmpty()) {
                Optional<Priority> said = Priority.of(visit.priority());
                if (said.isEmpty()) {
                    over = true;
                    listener.refused(
                            Fault.invalid(
                                    "",
                                    "The header X-Junctor-Priority must be high, normal or low."));
                    return;
                }
                priority = priority.orLower(said.get());
            }
            Bounds bounds = crowd.bounds();
            if (priority == Priority.LOW && lagNanos > bounds.lagNanos()) {
                refuse(Shed.LOOP_LAG, SOON_SECONDS);
                return;
            }
            long now = loop.nanoTime();
            long tooSoon = askedTooSoon(bounds, now);
            if (tooSoon > 0) {
                refuse(Shed.KEY_RATE, (tooSoon + SECOND_NANOS - 1) / SECOND_NANOS);
            } else if (crowd.enter(own, mostOfKey)) {
                over = true;
                listener.admitted(new Place(crowd, own));
            } else if (bounds.queue() == 0) {
                refuse(reasonOr(Shed.QUEUE_FULL), SOON_SECONDS);
            } else {
                long left = Math.max(0, visit.untilNanos() - now);
                patience = loop.schedule(Math.min(bounds.waitNanos(), left), this::expired);
                crowd.lineUp(this);
            }
        }

        private long askedTooSoon(Bounds bounds, long now) {
            Traffic traffic = visit.key().traffic();
            mostOfKey = bounds.inFlightOf(traffic);
            boolean rated = traffic.perMinute() != Traffic.ANY;
            if (mostOfKey == Integer.MAX_VALUE && !rated) {
                return 0;
            }
            KeyTraffic known = crowd.of(visit.key().id(), now);
            own = known;
            return rated ? known.ask(traffic.perMinute(), now) : 0;
        }

        /** The keeper: whether it is not yet decided. */
        boolean isInLine() {
            return state.get() == State.IN_LINE;
        }

        /** The keeper: counts it among those of its key that wait. */
        void countInLine(int more) {
            if (own != null) {
                own.countWaiting(more);
            }
        }

        /** The keeper: whether its key has a place for it, which it takes. */
        boolean takesPlaceOfKey() {
            return own == null || own.take(mostOfKey);
        }

        /** The keeper has taken a place for it. */
        void letIn() {
            if (state.compareAndSet(State.IN_LINE, State.LET_IN)) {
                loop.execute(this::comeIn);
            } else {
                crowd.giveBack(own);
            }
        }

        private void comeIn() {
            patience.cancel();
            Place place = new Place(crowd, own);
            if (over) {
                place.giveBack();
                return;
            }
            over = true;
            try {
                listener.admitted(place);
            } catch (RuntimeException defect) {
                listener.broken(defect);
            }
        }

        /** The keeper: others have a better claim. */
        void sendAway() {
            if (state.compareAndSet(State.IN_LINE, State.OVER)) {
                loop.execute(() -> refuse(reasonOr(Shed.QUEUE_FULL), SOON_SECONDS));
            }
        }

        private void expired() {
            if (state.compareAndSet(State.IN_LINE, State.OVER)) {
                crowd.leave(this);
                refuse(reasonOr(Shed.QUEUE_WAIT), SOON_SECONDS);
            }
        }

        private Shed reasonOr(Shed other) {
            return own != null && own.isFull(mostOfKey) ? Shed.KEY_IN_FLIGHT : other;
        }

        private void refuse(Shed reason, long retrySeconds) {
            if (over) {
                return; // it left while it was being sent away
            }
            over = true;
            patience.cancel();
            crowd.count(reason);
            listener.refused(reason.fault(retrySeconds));
        }

        @Override
        public KeyId key() {
            return visit.key().id();
        }

        @Override
        public Priority priority() {
            return priority;
        }

        @Override
        public int bytes() {
            return visit.bytes();
        }
    }
}
