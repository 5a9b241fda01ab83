/** Promises of the whole line, each kept in virtual time. */
@NullMarked
package dev.junctor.engine;

import org.jspecify.annotations.NullMarked;
