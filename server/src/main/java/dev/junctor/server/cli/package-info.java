/** The command line: each command is one file that says what it takes and what it does. */
@NullMarked
package dev.junctor.server.cli;

import org.jspecify.annotations.NullMarked;
