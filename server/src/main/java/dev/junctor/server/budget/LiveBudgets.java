package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import java.util.List;
import java.util.Optional;

/** What is left and held under limits; any thread, never waits. */
public interface LiveBudgets {
    /** A key's limit in its present period; empty where nothing was asked with it. */
    Optional<Live> ofKey(ApiKey key, long epochMillis);

    /** A customer account's balance; empty where nothing was asked for it. */
    Optional<Live> ofAccount(String account);

    /** All of keys and accounts under which something is held. */
    List<Live> held();

    /**
     * A limit as it stands.
     *
     * @param id {@link dev.junctor.engine.money.Budget#id}
     * @param left what this process may still hold of it
     * @param held for requests under way in this process
     * @param spent of a key what was spent in its present period, of an account what this process has spent
     */
    record Live(String id, Money left, Money held, Money spent) {}
}
