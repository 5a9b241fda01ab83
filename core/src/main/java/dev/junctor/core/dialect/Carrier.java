package dev.junctor.core.dialect;

import dev.junctor.core.chat.Opaque;

/**
 * Brings a provider's state to a caller of another protocol and back, in fields that unmodified clients echo
 * (Anthropic's {@code signature}, Responses' {@code encrypted_content}, Gemini's {@code thoughtSignature}, OpenRouter's
 * {@code reasoning_details}).
 */
public interface Carrier {
    /** Carries state as it is, and takes what comes back for the caller's own protocol's. */
    Carrier BARE =
            new Carrier() {
                @Override
                public String seal(Opaque opaque) {
                    return opaque.data();
                }

                @Override
                public Opaque open(String carried, String dialect) {
                    return carried.isEmpty() ? Opaque.NONE : new Opaque(dialect, "", carried);
                }
            };

    /** What the caller gets to keep; only called for state that is there. */
    String seal(Opaque opaque);

    /**
     * What the caller gave back.
     *
     * @param dialect whose state it is when it was never sealed
     * @return {@link Opaque#NONE} when it was sealed but not by this gateway
     */
    Opaque open(String carried, String dialect);
}
