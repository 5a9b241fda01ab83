package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.dialect.Carrier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * State in {@code thoughtSignature}, which is bytes: clients decode its base64 and write it again in the other alphabet.
 * What a carrier sealed is text, so that it is base64 around a mark and the text; the protocol's own stays as it is.
 */
final class Signatures {
    /** Stands in the place of a signature where calls come from elsewhere (its documentation of thought signatures). */
    static final String NONE_TO_GIVE = "skip_thought_signature_validator";

    private static final byte[] MARK = "jct1".getBytes(StandardCharsets.US_ASCII);

    private Signatures() {}

    /** What a caller gets to keep. */
    static String write(Opaque opaque, Carrier carrier) {
        String sealed = carrier.seal(opaque);
        if (opaque.dialect().equals(Gemini.NAME) && sealed.equals(opaque.data())) {
            return sealed;
        }
        byte[] text = sealed.getBytes(StandardCharsets.UTF_8);
        byte[] marked = Arrays.copyOf(MARK, MARK.length + text.length);
        System.arraycopy(text, 0, marked, MARK.length, text.length);
        return Base64.getEncoder().encodeToString(marked);
    }

    /** What a caller gave back. */
    static Opaque open(String carried, Carrier carrier) {
        if (carried.isEmpty() || carried.equals(NONE_TO_GIVE)) {
            return Opaque.NONE;
        }
        return carrier.open(unmarked(carried), Gemini.NAME);
    }

    private static String unmarked(String carried) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(carried.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return carried;
        }
        boolean marked =
                bytes.length >= MARK.length
                        && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked
                ? new String(bytes, MARK.length, bytes.length - MARK.length, StandardCharsets.UTF_8)
                : carried;
    }
}
