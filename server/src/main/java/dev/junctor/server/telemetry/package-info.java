/** What the gateway tells about itself: metrics, logs, traces; never content, never keys. */
@NullMarked
package dev.junctor.server.telemetry;

import org.jspecify.annotations.NullMarked;
