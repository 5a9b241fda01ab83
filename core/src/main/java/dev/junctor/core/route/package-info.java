/** Routing as a function: request, policy and world give a plan with its reasons. */
@NullMarked
package dev.junctor.core.route;

import org.jspecify.annotations.NullMarked;
