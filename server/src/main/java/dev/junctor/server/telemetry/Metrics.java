package dev.junctor.server.telemetry;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.Crowd;
import dev.junctor.engine.admit.Shed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What is counted and measured, in Prometheus' text format.
 *
 * <p>Labels are providers, models, kinds and reasons of the catalog and of the code, never anything that a caller sends;
 * their number is bounded. Meters are made when an endpoint is first used and then found by its key, so that counting
 * costs no text and little time: it is done on event loops.
 */
public final class Metrics {
    /** The type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int MOST_ENDPOINTS = 5_000;
    private static final int MOST_REASONS = 100;
    private static final String OTHER = "other";
    private static final String NONE = "none";

    /** A monitor's dollars may be rounded; the books' are not. */
    private static final double NANOS_PER_USD = 1e9;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentMap<String, EndpointMeters> endpoints = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> fallbacks = new ConcurrentHashMap<>();
    private final AtomicBoolean machineShown = new AtomicBoolean();
    private final Counter unpriced;
    private final Counter capped;
    private final Counter borne;

    /** Nothing is counted yet. */
    public Metrics() {
        unpriced =
                Counter.builder("junctor.unpriced.refusals")
                        .description("Requests refused because no endpoint had a known price")
                        .register(registry);
        capped =
                Counter.builder("junctor.charges.capped")
                        .description("Charges cut to what the limits of their key allowed")
                        .register(registry);
        borne =
                Counter.builder("junctor.charges.borne.usd")
                        .description("US dollars of cut charges that the host bears")
                        .register(registry);
    }

    /** Counts a request that has ended; from any thread, without waiting. */
    public void record(GenerationRecord record) {
        meters(record).record(record);
        List<Attempt> attempts = record.attempts();
        for (int i = 0; i + 1 < attempts.size(); i++) {
            fallback(attempts.get(i).fault()).increment();
        }
    }

    /** Counts a request that was refused because no endpoint had a known price. */
    public void unpricedRefusal() {
        unpriced.increment();
    }

    /** Counts a charge that was cut to what the limits allowed, and what the host bears of it. */
    public void capped(Money amount) {
        capped.increment();
        borne.increment(amount.nanoDollars() / NANOS_PER_USD);
    }

    /** Shows records on their way to the store: how many wait, how many were given up so far. */
    public void watchRecords(LongSupplier queued, LongSupplier refused) {
        Gauge.builder("junctor.records.queued", queued::getAsLong)
                .description("Records in the journal that are not in the tables yet")
                .register(registry);
        FunctionCounter.builder("junctor.records.refused", refused, LongSupplier::getAsLong)
                .description("Records that the database refused and that are kept aside")
                .register(registry);
    }

    /** Shows traces given up because they came faster than they could be sent. */
    public void watchTraces(LongSupplier dropped) {
        FunctionCounter.builder("junctor.traces.dropped", dropped, LongSupplier::getAsLong)
                .description("Traces given up because they could not be sent fast enough")
                .register(registry);
    }

    /** Shows requests under way, and those of them that wait for a connection to a provider. */
    public void watchRequests(IntSupplier underWay, IntSupplier queued) {
        Gauge.builder("junctor.requests.active", underWay::getAsInt)
                .description("Requests under way")
                .register(registry);
        Gauge.builder("junctor.queue", queued::getAsInt)
                .description("Requests that wait for a connection to a provider")
                .register(registry);
    }

    /** Shows how many requests have a place, how many wait for one, and how many were not let in and why. */
    public void watchCrowd(Crowd crowd) {
        Gauge.builder("junctor.requests.in.flight", crowd::inFlight)
                .description("Requests that have a place among those under way")
                .register(registry);
        Gauge.builder("junctor.requests.waiting", crowd::waiting)
                .description("Requests that wait for a place")
                .register(registry);
        for (Shed reason : Shed.values()) {
            FunctionCounter.builder("junctor.requests.shed", crowd, all -> all.shed(reason))
                    .description("Requests that were not let in although their key is good")
                    .tag("reason", reason.word())
                    .register(registry);
        }
    }

    /** Shows callers that are connected, and the bytes of network buffers in use. */
    public void watchConnections(IntSupplier callers, LongSupplier bufferBytes) {
        Gauge.builder("junctor.connections", callers::getAsInt)
                .description("Callers connected")
                .register(registry);
        Gauge.builder("junctor.buffers", bufferBytes::getAsLong)
                .description("Network buffers in use, rounded up to whole pieces of the pool")
                .baseUnit("bytes")
                .register(registry);
    }

    /** The meter of one event loop, kept by whoever measures it. */
    public LoopLag loopLag(int loop) {
        return new LoopLag(registry, loop);
    }

    /** All values, in Prometheus' text format; may take milliseconds: not for event loops. */
    public String scrape() {
        if (!machineShown.getAndSet(true)) { // the JVM's own meters cost time at a start
            new JvmMemoryMetrics().bindTo(registry);
        }
        return registry.scrape();
    }

    private EndpointMeters meters(GenerationRecord record) {
        EndpointMeters known = endpoints.get(record.endpoint());
        if (known != null) {
            return known;
        }
        if (record.endpoint().isEmpty()) {
            return endpoints.computeIfAbsent("", key -> new EndpointMeters(registry, NONE, NONE));
        }
        if (endpoints.size() >= MOST_ENDPOINTS) {
            return endpoints.computeIfAbsent(
                    OTHER, key -> new EndpointMeters(registry, OTHER, OTHER));
        }
        return endpoints.computeIfAbsent(
                record.endpoint(),
                key -> new EndpointMeters(registry, record.providerTag(), record.model()));
    }

    private Counter fallback(String reason) {
        Counter known = fallbacks.get(reason);
        if (known != null) {
            return known;
        }
        String label = reason.isEmpty() || fallbacks.size() >= MOST_REASONS ? OTHER : reason;
        return fallbacks.computeIfAbsent(
                label,
                key ->
                        Counter.builder("junctor.fallbacks")
                                .description("Attempts that failed and were followed by another")
                                .tag("reason", key)
                                .register(registry));
    }
}
