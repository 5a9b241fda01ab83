/** What a request costs, while it runs and when it has ended. */
@NullMarked
package dev.junctor.engine.money;

import org.jspecify.annotations.NullMarked;
