/** A world without network: a loop with virtual time, providers and callers that do as told. */
@NullMarked
package dev.junctor.engine.fake;

import org.jspecify.annotations.NullMarked;
