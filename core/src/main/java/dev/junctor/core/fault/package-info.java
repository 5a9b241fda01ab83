/** Failure as a value: who is to blame, may it be tried again, what does the caller see; decided once. */
@NullMarked
package dev.junctor.core.fault;

import org.jspecify.annotations.NullMarked;
