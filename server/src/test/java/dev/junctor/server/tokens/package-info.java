/** Tests of what counts tokens. */
@NullMarked
package dev.junctor.server.tokens;

import org.jspecify.annotations.NullMarked;
