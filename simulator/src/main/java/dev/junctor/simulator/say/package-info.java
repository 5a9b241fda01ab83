/** What is answered, as pure values: text, tool calls, data for a schema, reasoning and usage. */
@NullMarked
package dev.junctor.simulator.say;

import org.jspecify.annotations.NullMarked;
