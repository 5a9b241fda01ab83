/** The real process in bad company: faults of providers, leaks under load, and callers that mean harm. */
@NullMarked
package dev.junctor.lab.process;

import org.jspecify.annotations.NullMarked;
