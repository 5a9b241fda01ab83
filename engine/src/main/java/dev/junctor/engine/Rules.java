package dev.junctor.engine;

import dev.junctor.core.route.Policy;
import dev.junctor.engine.dispatch.Deadlines;

/** What the operator has set; swapped whole when the configuration changes. */
public record Rules(Policy policy, Deadlines.Table deadlines) {}
