/** OpenAI's chat completions to and from the canonical conversation, with OpenRouter's additions. */
@NullMarked
package dev.junctor.core.dialect.openaichat.chat;

import org.jspecify.annotations.NullMarked;
