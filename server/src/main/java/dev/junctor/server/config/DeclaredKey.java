package dev.junctor.server.config;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;

/**
 * A key that the configuration declares.
 *
 * @param account id of the account that pays
 * @param limit {@link ApiKey#UNLIMITED} for none
 * @param expiresMillis in milliseconds since 1970 in UTC; {@link Long#MAX_VALUE} for never
 * @param traffic how much may be asked with it at one time
 */
public record DeclaredKey(
        String name,
        Secret key,
        ApiKey.Kind kind,
        String account,
        Money limit,
        LimitReset reset,
        long expiresMillis,
        Traffic traffic) {
    /**
     * As admission knows it.
     *
     * @param createdMillis what to show as the time of its making, which nobody knows
     */
    public ApiKey toApiKey(long createdMillis) {
        KeyMaker.NewKey digested = KeyMaker.of(key);
        return new ApiKey(
                digested.id(),
                name,
                digested.label(),
                kind,
                ApiKey.Standing.ENABLED,
                ApiKey.Origin.CONFIG,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }
}
