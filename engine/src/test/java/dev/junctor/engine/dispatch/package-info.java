/** Promises of dispatch, each kept in virtual time. */
@NullMarked
package dev.junctor.engine.dispatch;

import org.jspecify.annotations.NullMarked;
