/** Simulated providers, what they offer, and the weather that they stand in. */
@NullMarked
package dev.junctor.lab.sim.fleet;

import org.jspecify.annotations.NullMarked;
