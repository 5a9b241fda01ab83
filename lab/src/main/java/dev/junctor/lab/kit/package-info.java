/** A running gateway, callers for it and providers behind it, for tests of the whole line. */
@NullMarked
package dev.junctor.lab.kit;

import org.jspecify.annotations.NullMarked;
