package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import java.time.LocalDate;
import java.util.Set;

/**
 * All that a decision may depend on.
 *
 * @param dialects wire protocols that providers can be spoken to in
 * @param tier the service tier to reckon with, see {@link ServiceTier}
 * @param today ISO date in UTC
 */
public record Question(
        RouteRequest request,
        Policy policy,
        Snapshot snapshot,
        Seed seed,
        Set<String> dialects,
        String tier,
        String today) {
    private static final long MILLIS_PER_DAY = 86_400_000;

    static Question of(
            RouteRequest request,
            Policy policy,
            Snapshot snapshot,
            Seed seed,
            Set<String> dialects) {
        long day = Math.floorDiv(snapshot.epochMillis(), MILLIS_PER_DAY);
        return new Question(
                request,
                policy,
                snapshot,
                seed,
                dialects,
                request.serviceTier(),
                LocalDate.ofEpochDay(day).toString());
    }
}
