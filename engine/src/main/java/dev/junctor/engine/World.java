package dev.junctor.engine;

import dev.junctor.core.route.Snapshot;

/**
 * What a request sees of its surroundings, from its plan to its end: read once and together, so that no request is
 * planned by one configuration and paid by another.
 */
public record World(Snapshot snapshot, Rules rules) {}
