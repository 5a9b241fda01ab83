/** The promises of the wire, kept over real sockets. */
@NullMarked
package dev.junctor.wire;

import org.jspecify.annotations.NullMarked;
