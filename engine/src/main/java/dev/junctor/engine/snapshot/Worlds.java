package dev.junctor.engine.snapshot;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.health.HealthBook;
import dev.junctor.core.route.Market;
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.port.EventLoop;
import java.util.Map;
import java.util.Queue;
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
    private volatile Market market;
    private volatile Snapshot current;

    private record Report(String endpoint, AttemptResult result, long epochMillis) {}

    /**
     * @param keeper the loop on which news is read
     */
    public Worlds(Catalog catalog, EventLoop keeper) {
        this.market = Market.of(catalog);
        this.keeper = keeper;
        this.current = new Snapshot(1, market, Map.of(), keeper.epochMillis());
    }

    /** Begins to read the news. */
    public void start() {
        keeper.execute(this::refresh);
    }

    @Override
    public Snapshot get() {
        return current;
    }

    /** Any loop: an attempt is over. */
    @Override
    public void attempted(Endpoint endpoint, AttemptResult result) {
        reports.add(new Report(endpoint.key(), result, keeper.epochMillis()));
    }

    /** Any thread: another catalog from the next refresh on. */
    public void use(Catalog changed) {
        market = Market.of(changed);
    }

    private void refresh() {
        try {
            for (Report report = reports.poll(); report != null; report = reports.poll()) {
                book.record(report.endpoint(), report.result(), report.epochMillis());
            }
            long now = keeper.epochMillis();
            current = new Snapshot(current.version() + 1, market, book.view(now), now);
        } finally {
            keeper.schedule(REFRESH_NANOS, this::refresh); // an error must not stop the clock
        }
    }
}
