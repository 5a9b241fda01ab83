/** How each provider words its errors and shapes its streams; data, read from one file. */
@NullMarked
package dev.junctor.simulator.habit;

import org.jspecify.annotations.NullMarked;
