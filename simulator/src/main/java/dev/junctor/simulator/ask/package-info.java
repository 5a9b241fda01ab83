/** What is asked of a simulated provider: read, measured and, where the real one refuses, refused. */
@NullMarked
package dev.junctor.simulator.ask;

import org.jspecify.annotations.NullMarked;
