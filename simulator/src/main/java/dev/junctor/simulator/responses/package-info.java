/** OpenAI's Responses as the simulated providers speak it. */
@NullMarked
package dev.junctor.simulator.responses;

import org.jspecify.annotations.NullMarked;
