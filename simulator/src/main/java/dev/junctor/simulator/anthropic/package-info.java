/** Anthropic's Messages as the simulated providers speak it. */
@NullMarked
package dev.junctor.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
