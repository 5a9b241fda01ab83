package dev.junctor.server.secret;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.SealedCarrier;
import dev.junctor.engine.admit.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Carries the state of providers to callers and back, sealed for each tenant: the account of a key, or a key without an
 * account by itself. What one tenant was given is of no use to another.
 */
public final class TenantCarriers implements Function<ApiKey, Carrier> {
    /** How long the key is from which those of all tenants follow. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Carriers of one gateway; all of its processes share the key.
     *
     * @param key {@link #KEY_BYTES} of chance; not kept
     */
    public TenantCarriers(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public Carrier apply(ApiKey asker) {
        return new OfTenant(asker);
    }

    private SealedCarrier sealed(ApiKey asker) {
        String tenant =
                asker.account().isEmpty()
                        ? "key:" + asker.id().hex()
                        : "account:" + asker.account();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new SealedCarrier(mac.doFinal(tenant.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has " + ALGORITHM, e);
        }
    }

    /** Most requests carry no state, so that nothing is derived before there is some. */
    private final class OfTenant implements Carrier {
        private final ApiKey asker;

        OfTenant(ApiKey asker) {
            this.asker = asker;
        }

        @Override
        public String seal(Opaque opaque) {
            return sealed(asker).seal(opaque);
        }

        @Override
        public Opaque open(String carried, String dialect) {
            return sealed(asker).open(carried, dialect);
        }
    }
}
