/** A gateway's process in a simulated world: the real engine, journal and budgets on virtual time. */
@NullMarked
package dev.junctor.lab.sim.node;

import org.jspecify.annotations.NullMarked;
