/** What is written down when a request has ended. */
@NullMarked
package dev.junctor.engine.journal;

import org.jspecify.annotations.NullMarked;
