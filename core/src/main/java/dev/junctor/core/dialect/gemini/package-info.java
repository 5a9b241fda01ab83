/** Gemini's generateContent and its stream: the caller's own bytes, and the translation to and from the conversation. */
@NullMarked
package dev.junctor.core.dialect.gemini;

import org.jspecify.annotations.NullMarked;
