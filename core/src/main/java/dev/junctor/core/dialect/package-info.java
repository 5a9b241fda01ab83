/** What all wire protocols share: the envelope of a request, framing, edits of bytes. */
@NullMarked
package dev.junctor.core.dialect;

import org.jspecify.annotations.NullMarked;
