package dev.junctor.engine.dispatch;

import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import java.util.List;
import java.util.function.Function;

/**
 * One planned request, as the attempts need it.
 *
 * @param body the caller's bytes; handed over
 * @param generationId public id of the answer
 * @param metadata from the attempts made so far to what the caller asked to be told, as JSON; empty for nothing
 */
public record Call(
        Envelope envelope,
        Chunk body,
        RoutePlan plan,
        String generationId,
        Deadlines.Table deadlines,
        CallerStream caller,
        Function<List<Attempt>, String> metadata) {}
