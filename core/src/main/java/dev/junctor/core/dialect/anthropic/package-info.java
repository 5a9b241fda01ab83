/** Anthropic's Messages to and from the canonical conversation. */
@NullMarked
package dev.junctor.core.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
