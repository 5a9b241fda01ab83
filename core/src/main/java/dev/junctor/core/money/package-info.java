/** Exact amounts: a bill is usage times price, rounded once. */
@NullMarked
package dev.junctor.core.money;

import org.jspecify.annotations.NullMarked;
