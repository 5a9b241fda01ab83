package dev.junctor.server.upstream;

import dev.junctor.server.secret.Secret;
import java.util.Map;

/**
 * What opens a provider to us.
 *
 * @param key {@link Secret#NONE} for none
 * @param headers that the operator adds to each request
 */
public record Access(Secret key, Map<String, Secret> headers) {
    /** Nothing is needed. */
    public static final Access OPEN = new Access(Secret.NONE, Map.of());

    public Access {
        headers = Map.copyOf(headers);
    }
}
