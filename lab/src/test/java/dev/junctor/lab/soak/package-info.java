/** The real process under mixed load and faults for a long time: whatever grows with the hours is found before users do. */
@NullMarked
package dev.junctor.lab.soak;

import org.jspecify.annotations.NullMarked;
