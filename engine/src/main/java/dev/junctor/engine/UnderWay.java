package dev.junctor.engine;

import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.fault.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The requests of one event loop that have begun and not ended, the oldest first; to be used on the loop only. */
public final class UnderWay {
    private final Set<Walk> walks = new LinkedHashSet<>();

    /**
     * What there is of them.
     *
     * @param requests all of them, streams included
     * @param streams those answered as a stream
     * @param oldestNanos for how long the oldest has been there; 0 when there is none
     */
    public record Sight(int requests, int streams, long oldestNanos) {
        /** Nothing is under way. */
        public static final Sight NONE = new Sight(0, 0, 0);

        /** With those of another loop. */
        public Sight and(Sight other) {
            return new Sight(
                    requests + other.requests,
                    streams + other.streams,
                    Math.max(oldestNanos, other.oldestNanos));
        }
    }

    /** One request's presence. */
    final class Walk {
        private final long arrivedNanos;
        private final Delivery delivery;
        private Consumer<Fault> cut = fault -> {};

        private Walk(long arrivedNanos, Delivery delivery) {
            this.arrivedNanos = arrivedNanos;
            this.delivery = delivery;
        }

        /** How it is ended before its time, from here on. */
        void cutBy(Consumer<Fault> how) {
            cut = how;
        }

        void end() {
            walks.remove(this);
        }
    }

    Walk begin(long arrivedNanos, Delivery delivery) {
        Walk walk = new Walk(arrivedNanos, delivery);
        walks.add(walk);
        return walk;
    }

    /**
     * Looks at them.
     *
     * @param nowNanos the loop's time
     */
    public Sight look(long nowNanos) {
        if (walks.isEmpty()) {
            return Sight.NONE;
        }
        long streams = walks.stream().filter(walk -> walk.delivery == Delivery.STREAM).count();
        long oldest = nowNanos - walks.iterator().next().arrivedNanos;
        return new Sight(walks.size(), (int) streams, oldest);
    }

    /** Ends each with a fault, told to its caller and written down as every other end. */
    public void cut(Fault fault) {
        List.copyOf(walks).forEach(walk -> walk.cut.accept(fault));
    }
}
