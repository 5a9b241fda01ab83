/** Time, chance and memory of a simulated world; everything in it happens on one thread. */
@NullMarked
package dev.junctor.lab.sim.world;

import org.jspecify.annotations.NullMarked;
