package dev.junctor.server;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Rejected;
import dev.junctor.engine.Witness;
import dev.junctor.server.telemetry.Metrics;
import dev.junctor.server.telemetry.TraceSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells metrics and traces what the line has done.
 *
 * @param underWay counts requests that have started and not ended
 */
record Telling(Metrics metrics, TraceSink traces, AtomicInteger underWay) implements Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** The field that the router names when it is the unknown price that keeps an endpoint out. */
    private static final String PRICE = "price";

    @Override
    public void refused(Fault fault, List<Rejected> rejected) {
        if (!rejected.isEmpty() && rejected.stream().allMatch(one -> one.field().equals(PRICE))) {
            metrics.unpricedRefusal();
        }
    }

    @Override
    public void started() {
        underWay.incrementAndGet();
    }

    @Override
    public void ended(GenerationRecord record) {
        underWay.decrementAndGet();
        metrics.record(record);
        traces.record(record);
    }

    @Override
    public void capped(GenerationRecord record, Money borne) {
        metrics.capped(borne);
        LOG.warn(
                "{} cost ${} more than its limits allowed, which is not charged: the provider {}"
                        + " counted more than the bound it was given",
                record.publicId(),
                borne.toUsd(),
                record.provider());
    }
}
