/** The canonical conversation: what a request and its answer mean whatever protocol they came in; only for crossings. */
@NullMarked
package dev.junctor.core.chat;

import org.jspecify.annotations.NullMarked;
