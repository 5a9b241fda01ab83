/** What things cost, measured by JMH; run with {@code -Pbench}. */
@NullMarked
package dev.junctor.lab.bench;

import org.jspecify.annotations.NullMarked;
