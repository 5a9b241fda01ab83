package dev.junctor.core.dialect;

import java.util.function.UnaryOperator;

/**
 * A caller's request.
 *
 * @param body holds it from 0 to {@code length}; not kept
 * @param model what the path names, where the protocol says it there (Gemini); otherwise empty
 * @param delivery what the path says, where the protocol says it there; otherwise the body decides
 * @param headers from a lower-case header name to its value; empty when absent
 * @param carrier opens the state that the caller gives back
 */
@SuppressWarnings("ArrayRecordComponent") // a place in an array, never compared
public record Incoming(
        byte[] body,
        int length,
        String model,
        Delivery delivery,
        UnaryOperator<String> headers,
        Carrier carrier) {

    /** A body that says all itself. */
    public static Incoming of(byte[] body) {
        return new Incoming(body, body.length, "", Delivery.UNARY, name -> "", Carrier.BARE);
    }

    /** Prints no content. */
    @Override
    public String toString() {
        return "Incoming[" + length + " bytes]";
    }
}
