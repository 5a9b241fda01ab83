/** The house rules as tests: what may know what, what may be called where, how long a file may be. */
@NullMarked
package dev.junctor.lab.house;

import org.jspecify.annotations.NullMarked;
