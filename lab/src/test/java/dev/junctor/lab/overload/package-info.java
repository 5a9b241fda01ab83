/** Offers the real process more than it can serve, and measures what it still serves. */
@NullMarked
package dev.junctor.lab.overload;

import org.jspecify.annotations.NullMarked;
