package dev.junctor.engine.dispatch;

import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.engine.money.Purse;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One planned request, as the attempts need it.
 *
 * @param dialect the caller's
 * @param headers the caller's, from a lower-case name to a value; empty when absent
 * @param carrier brings a provider's state to this caller and back, where their dialects differ
 * @param body the caller's bytes; handed over
 * @param purse holds what the attempts may cost
 * @param first place of the first candidate that can be paid
 * @param arrivedNanos when it came, by the loop's clock: the total deadline runs from here
 * @param generationId public id of the answer
 * @param metadata from the attempts made so far to what the caller asked to be told, as JSON; empty for nothing
 */
public record Call(
        Dialect dialect,
        UnaryOperator<String> headers,
        Carrier carrier,
        Envelope envelope,
        Chunk body,
        RoutePlan plan,
        Purse purse,
        int first,
        long arrivedNanos,
        String generationId,
        Deadlines.Table deadlines,
        CallerStream caller,
        Function<List<Attempt>, String> metadata) {}
