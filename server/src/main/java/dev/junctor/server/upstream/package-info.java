/** The way to the providers: heads with keys, built once, and the wire's client behind the engine's port. */
@NullMarked
package dev.junctor.server.upstream;

import org.jspecify.annotations.NullMarked;
