/** What an operator sets: read whole, checked whole, with a remedy for each mistake. */
@NullMarked
package dev.junctor.server.config;

import org.jspecify.annotations.NullMarked;
