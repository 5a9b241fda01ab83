package dev.junctor.server.store;

import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.util.Optional;

/**
 * The keys of a gateway that has none yet, so that its first start is enough to use it. They are shown once and kept as
 * digests, like all others.
 *
 * @param inference opens models
 * @param management opens keys, records and settings
 */
public record FirstKeys(Secret inference, Secret management) {
    /** Makes them; empty when there is any key already, in the configuration or in the store. */
    public static Optional<FirstKeys> in(KeyStore keys, KeyMaker maker, long epochMillis) {
        if (!keys.list().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new FirstKeys(
                        made(keys, maker, ApiKey.Kind.INFERENCE, "first", epochMillis),
                        made(
                                keys,
                                maker,
                                ApiKey.Kind.MANAGEMENT,
                                "first management",
                                epochMillis)));
    }

    private static Secret made(
            KeyStore keys, KeyMaker maker, ApiKey.Kind kind, String name, long epochMillis) {
        KeyMaker.NewKey made = maker.make();
        keys.create(
                new ApiKey(
                        made.id(),
                        name,
                        made.label(),
                        kind,
                        ApiKey.Standing.ENABLED,
                        ApiKey.Origin.STORE,
                        ApiKey.DEFAULT_ACCOUNT,
                        ApiKey.UNLIMITED,
                        LimitReset.NEVER,
                        epochMillis,
                        Long.MAX_VALUE));
        return made.key();
    }
}
