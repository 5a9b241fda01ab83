/** Disk and database of a simulated world, with crashes, torn writes and outages. */
@NullMarked
package dev.junctor.lab.sim.store;

import org.jspecify.annotations.NullMarked;
