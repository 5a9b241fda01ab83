/** Anthropic's Messages. */
@NullMarked
package dev.junctor.core.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
