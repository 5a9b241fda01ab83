/** Vocabularies of models that are public, to count tokens by. */
@NullMarked
package dev.junctor.server.tokens;

import org.jspecify.annotations.NullMarked;
