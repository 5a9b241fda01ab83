/** How endpoints do: breakers, averages and quantiles as pure state machines. */
@NullMarked
package dev.junctor.core.health;

import org.jspecify.annotations.NullMarked;
