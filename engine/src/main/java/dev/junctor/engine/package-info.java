/** The moving part: a request's whole walk is {@link dev.junctor.engine.Pipeline}. */
@NullMarked
package dev.junctor.engine;

import org.jspecify.annotations.NullMarked;
