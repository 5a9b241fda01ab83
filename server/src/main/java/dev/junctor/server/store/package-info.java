/** The embedded store: keys, records and their sums in one SQLite file. */
@NullMarked
package dev.junctor.server.store;

import org.jspecify.annotations.NullMarked;
