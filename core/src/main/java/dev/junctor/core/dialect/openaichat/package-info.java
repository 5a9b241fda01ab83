/** The OpenAI chat completions protocol: peek, edit, usage tap, errors. */
@NullMarked
package dev.junctor.core.dialect.openaichat;

import org.jspecify.annotations.NullMarked;
