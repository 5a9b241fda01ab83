/** The front door: which path leads where, and the engine's ports on the wire. */
@NullMarked
package dev.junctor.server.http;

import org.jspecify.annotations.NullMarked;
