package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import java.util.Set;

/**
 * All that a decision may depend on.
 *
 * @param dialects wire protocols that providers can be spoken to in
 * @param tier the service tier to reckon with, see {@link ServiceTier}
 */
public record Question(
        RouteRequest request,
        Policy policy,
        Snapshot snapshot,
        Seed seed,
        Set<String> dialects,
        String tier) {}
