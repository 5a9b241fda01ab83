package dev.junctor.core.dialect;

import dev.junctor.core.chat.Opaque;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Carries state in envelopes that say whose it is and that nobody else can make: {@code
 * jx1.<protocol>.<scope>.<data>.<mac>}, each piece in base64url, the last an HMAC-SHA256 over those before it.
 *
 * <p>State is not encrypted: it is opaque to begin with.
 */
public final class SealedCarrier implements Carrier {
    private static final String MARK = "jx1.";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PIECES = 5;

    private final SecretKeySpec key;

    /**
     * A carrier for one tenant.
     *
     * @param key at least 16 bytes that only this gateway knows; not kept
     */
    public SealedCarrier(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public String seal(Opaque opaque) {
        String body =
                MARK
                        + encode(bytes(opaque.dialect()))
                        + "."
                        + encode(bytes(opaque.scope()))
                        + "."
                        + encode(bytes(opaque.data()));
        return body + "." + encode(mac(body));
    }

    @Override
    public Opaque open(String carried, String dialect) {
        if (!carried.startsWith(MARK)) {
            return Carrier.BARE.open(carried, dialect);
        }
        String[] pieces = carried.split("\\.", -1);
        if (pieces.length != PIECES) {
            return Opaque.NONE;
        }
        int end = carried.lastIndexOf('.');
        byte[] expected = bytes(encode(mac(carried.substring(0, end))));
        if (!MessageDigest.isEqual(expected, bytes(pieces[PIECES - 1]))) {
            return Opaque.NONE;
        }
        return new Opaque(decode(pieces[1]), decode(pieces[2]), decode(pieces[3]));
    }

    private byte[] mac(String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decode(String piece) {
        return new String(Base64.getUrlDecoder().decode(piece), StandardCharsets.UTF_8);
    }
}
