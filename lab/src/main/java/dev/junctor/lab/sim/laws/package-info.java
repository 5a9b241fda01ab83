/** What must hold whatever a seed invents. */
@NullMarked
package dev.junctor.lab.sim.laws;

import org.jspecify.annotations.NullMarked;
