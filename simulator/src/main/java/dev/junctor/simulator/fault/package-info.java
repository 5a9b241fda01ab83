/** What can be made to go wrong, on demand. */
@NullMarked
package dev.junctor.simulator.fault;

import org.jspecify.annotations.NullMarked;
