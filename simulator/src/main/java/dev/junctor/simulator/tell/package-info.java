/** An answer told in time: its steps, their bytes, the pauses between them and the disturbances. */
@NullMarked
package dev.junctor.simulator.tell;

import org.jspecify.annotations.NullMarked;
