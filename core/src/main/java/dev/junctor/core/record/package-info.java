/** What is written down of each request. */
@NullMarked
package dev.junctor.core.record;

import org.jspecify.annotations.NullMarked;
