/** Simulated providers over HTTP on loopback, with the models, prices and limits of the catalog. */
@NullMarked
package dev.junctor.simulator;

import org.jspecify.annotations.NullMarked;
