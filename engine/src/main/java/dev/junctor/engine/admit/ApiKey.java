package dev.junctor.engine.admit;

import dev.junctor.core.base.Money;

/**
 * A key as Junctor knows it; the key itself is shown once and not kept.
 *
 * @param label the key's beginning and end, for people to tell keys apart: {@code sk-jn-v1-abc...123}
 * @param limit what may be spent with it; {@link #UNLIMITED} for no limit
 * @param createdMillis when it was made, in milliseconds since 1970 in UTC
 * @param expiresMillis when it ends; {@link Long#MAX_VALUE} for never
 */
public record ApiKey(
        KeyId id,
        String name,
        String label,
        Kind kind,
        Standing standing,
        Origin origin,
        Money limit,
        long createdMillis,
        long expiresMillis) {

    /** No limit. */
    public static final Money UNLIMITED = new Money(Long.MAX_VALUE);

    /** What a key opens. */
    public enum Kind {
        /** Models. */
        INFERENCE,
        /** Keys, records and settings; no models. */
        MANAGEMENT
    }

    /** Whether it works. */
    public enum Standing {
        ENABLED,
        DISABLED
    }

    /** Where it is declared. */
    public enum Origin {
        /** In the configuration file; shown read-only. */
        CONFIG,
        /** In the store. */
        STORE
    }
}
