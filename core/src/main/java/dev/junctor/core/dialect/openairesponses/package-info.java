/** OpenAI's Responses, in its own bytes and to and from the canonical conversation. */
@NullMarked
package dev.junctor.core.dialect.openairesponses;

import org.jspecify.annotations.NullMarked;
