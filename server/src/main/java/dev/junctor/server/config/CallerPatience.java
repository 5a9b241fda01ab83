package dev.junctor.server.config;

import java.time.Duration;

/**
 * How long callers are waited for.
 *
 * @param head from the first byte of a request's head to its last
 * @param body between two parts of a body; all of it may take this and a second for each KB
 * @param idle between two requests of one connection
 * @param send while a caller takes nothing of what waits for it
 */
public record CallerPatience(Duration head, Duration body, Duration idle, Duration send) {
    /** What stalls while it is being sent is answered within half a minute. */
    public static final CallerPatience DEFAULT =
            new CallerPatience(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(120));
}
