/** Simulated worlds keep every law, and find every bug that is planted in the engine. */
@NullMarked
package dev.junctor.lab.sim;

import org.jspecify.annotations.NullMarked;
