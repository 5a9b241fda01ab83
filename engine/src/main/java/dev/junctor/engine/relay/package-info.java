/** An answer's bytes on their way to the caller, as they come, watched for usage. */
@NullMarked
package dev.junctor.engine.relay;

import org.jspecify.annotations.NullMarked;
