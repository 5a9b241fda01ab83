/** Promises of budgets and holds. */
@NullMarked
package dev.junctor.engine.money;

import org.jspecify.annotations.NullMarked;
