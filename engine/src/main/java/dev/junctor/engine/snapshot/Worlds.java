package dev.junctor.engine.snapshot;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.health.HealthBook;
import dev.junctor.core.route.Market;
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.Rules;
import dev.junctor.engine.World;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.port.EventLoop;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Publishes the world: loops report attempts, one loop reads the reports five times a second and swaps in a new
 * snapshot. Requests take whichever is newest and keep it.
 */
public final class Worlds implements Supplier<Snapshot>, Dispatch.Observer {
    private static final long REFRESH_NANOS = 200_000_000L;

    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final HealthBook book = new HealthBook();
    private final EventLoop keeper;
    private volatile World current;

    private record Report(String endpoint, AttemptResult result, long epochMillis) {}

    /**
     * A world under rules.
     *
     * @param keeper the loop on which news is read
     */
    public Worlds(Catalog catalog, Rules rules, EventLoop keeper) {
        this.keeper = keeper;
        this.current =
                new World(
                        new Snapshot(1, Market.of(catalog), Map.of(), keeper.epochMillis()), rules);
    }

    /** Begins to read the news. */
    public void start() {
        keeper.execute(this::refresh);
    }

    @Override
    public Snapshot get() {
        return current.snapshot();
    }

    /** The newest snapshot with the rules that belong to it; any thread. */
    public World world() {
        return current;
    }

    /** Any loop: an attempt is over. */
    @Override
    public void attempted(Endpoint endpoint, AttemptResult result) {
        reports.add(new Report(endpoint.key(), result, keeper.epochMillis()));
    }

    /**
     * Any thread: another catalog and other rules, swapped in together. What is known of the health of endpoints that
     * are in both catalogs stays.
     *
     * @return done as soon as every new request sees them
     */
    public CompletableFuture<World> use(Catalog changed, Rules rules) {
        Market market = Market.of(changed);
        CompletableFuture<World> seen = new CompletableFuture<>();
        keeper.execute(() -> {
            publish(market, rules);
            seen.complete(current);
        });
        return seen;
    }

    private void publish(Market market, Rules rules) {
        long now = keeper.epochMillis();
        current =
                new World(
                        new Snapshot(current.snapshot().version() + 1, market, book.view(now), now),
                        rules);
    }

    private void refresh() {
        try {
            for (Report report = reports.poll(); report != null; report = reports.poll()) {
                book.record(report.endpoint(), report.result(), report.epochMillis());
            }
            publish(current.snapshot().market(), current.rules());
        } finally {
            keeper.schedule(REFRESH_NANOS, this::refresh); // an error must not stop the clock
        }
    }
}
