/** What a protocol of the simulator is: how it is heard, what it refuses, and how it is spoken. */
@NullMarked
package dev.junctor.simulator.protocol;

import org.jspecify.annotations.NullMarked;
