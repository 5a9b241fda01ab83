/** JSON as bytes: spans, splices and numbers that keep their spelling. */
@NullMarked
package dev.junctor.core.json;

import org.jspecify.annotations.NullMarked;
