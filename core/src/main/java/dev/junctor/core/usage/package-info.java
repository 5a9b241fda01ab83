/** What an answer consumed, in disjoint buckets. */
@NullMarked
package dev.junctor.core.usage;

import org.jspecify.annotations.NullMarked;
