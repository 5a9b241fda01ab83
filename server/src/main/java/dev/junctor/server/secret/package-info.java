/** Keys and passwords, typed so that they cannot be printed. */
@NullMarked
package dev.junctor.server.secret;

import org.jspecify.annotations.NullMarked;
