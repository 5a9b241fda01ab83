/** What tests of several modules start. */
@NullMarked
package dev.junctor.server.kit;

import org.jspecify.annotations.NullMarked;
