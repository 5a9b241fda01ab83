/** The journal: where what happened cannot be lost before the database has it. */
@NullMarked
package dev.junctor.server.journal;

import org.jspecify.annotations.NullMarked;
