/** What the whole program promises to a caller, tried over real sockets. */
@NullMarked
package dev.junctor.lab.line;

import org.jspecify.annotations.NullMarked;
