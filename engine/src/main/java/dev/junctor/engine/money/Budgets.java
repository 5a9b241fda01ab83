package dev.junctor.engine.money;

import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.port.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The limits on what may be spent, in memory; any thread. */
public interface Budgets {
    /** The limits of money that apply to a key now: its own, then its account's. */
    List<Budget> of(ApiKey key, long epochMillis);

    /** The count of requests that an account has left today under a price book; empty where the book has no limit. */
    Optional<Budget> requests(PriceBook book, String account, long epochMillis);

    /**
     * Asks for a larger share of a budget that several nodes spend from; {@code answered} runs on the loop. Where one
     * node has the whole of it, the answer is {@link Refill#NOTHING_MORE} at once.
     *
     * @param needed what the request lacks
     */
    void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered);

    /** What became of asking. */
    enum Refill {
        /** There is more now: try again. */
        GRANTED,
        /** The limit has nothing more to give. */
        NOTHING_MORE,
        /** Nobody can tell at the moment, since the database does not answer. */
        UNKNOWN
    }
}
