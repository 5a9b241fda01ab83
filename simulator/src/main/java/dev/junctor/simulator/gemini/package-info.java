/** Google's Gemini API as the simulated providers speak it. */
@NullMarked
package dev.junctor.simulator.gemini;

import org.jspecify.annotations.NullMarked;
