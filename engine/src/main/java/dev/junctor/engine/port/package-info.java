/** What the engine needs from the world: time, chance, callers, providers and a durable log. */
@NullMarked
package dev.junctor.engine.port;

import org.jspecify.annotations.NullMarked;
