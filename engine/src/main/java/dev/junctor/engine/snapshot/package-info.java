/** The world as requests see it: taken anew as news of attempts comes in. */
@NullMarked
package dev.junctor.engine.snapshot;

import org.jspecify.annotations.NullMarked;
