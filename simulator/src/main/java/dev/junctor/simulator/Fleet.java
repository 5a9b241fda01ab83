package dev.junctor.simulator;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.simulator.ask.PromptCache;
import dev.junctor.simulator.fault.FaultDesk;
import dev.junctor.wire.Service;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All providers of a catalog, simulated: each answers below its slug, as {@code /{slug}/v1/chat/completions}. What can
 * be asked and ordered stands in docs/simulator.md.
 */
public final class Fleet {
    private static final int CACHED_BLOCKS = 1 << 16;

    private final FleetOptions options;
    private final Map<String, Desk> desks;
    private final PromptCache cache = new PromptCache(CACHED_BLOCKS);
    private final Observations observations = new Observations();
    private final AtomicLong answers = new AtomicLong();
    private final FaultDesk faults;

    /** Opens a desk for each provider that has a model which answers. */
    public Fleet(Catalog catalog, FleetOptions options) {
        this.options = options;
        this.desks = Desk.all(catalog);
        this.faults = new FaultDesk(options.seed());
    }

    /** A service for one loop; what the fleet remembers is shared by all of them. */
    public Service service(EventLoop loop) {
        return new FleetService(this);
    }

    /** What it has seen. */
    public Observations observations() {
        return observations;
    }

    /** What shall go wrong. */
    public FaultDesk faults() {
        return faults;
    }

    /** The slugs of the providers that answer. */
    public Set<String> providers() {
        return desks.keySet();
    }

    Map<String, Desk> desks() {
        return desks;
    }

    FleetOptions options() {
        return options;
    }

    PromptCache cache() {
        return cache;
    }

    /** A number that no other answer has. */
    long nextAnswer() {
        return answers.incrementAndGet();
    }
}
