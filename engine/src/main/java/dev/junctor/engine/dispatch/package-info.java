/** The only room with attempts: one endpoint after another, until the first byte goes to the caller. */
@NullMarked
package dev.junctor.engine.dispatch;

import org.jspecify.annotations.NullMarked;
