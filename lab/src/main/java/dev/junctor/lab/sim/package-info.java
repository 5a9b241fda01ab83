/** One seed, one world: the unchanged engine under what a seed invents, and what came of it. */
@NullMarked
package dev.junctor.lab.sim;

import org.jspecify.annotations.NullMarked;
