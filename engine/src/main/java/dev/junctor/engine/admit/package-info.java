/** Who may ask: keys, their limits, and the refusal in words. */
@NullMarked
package dev.junctor.engine.admit;

import org.jspecify.annotations.NullMarked;
