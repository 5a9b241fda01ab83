/** Simulated callers: what they ask, how they read, when they leave. */
@NullMarked
package dev.junctor.lab.sim.callers;

import org.jspecify.annotations.NullMarked;
