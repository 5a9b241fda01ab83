/** Laws that hold for every input, searched for exceptions by a fuzzer that watches which branches an input takes. */
@NullMarked
package dev.junctor.lab.fuzz;

import org.jspecify.annotations.NullMarked;
