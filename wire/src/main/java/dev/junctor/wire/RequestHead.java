package dev.junctor.wire;

import java.nio.charset.StandardCharsets;

/**
 * The head of requests to one place, built once: everything but the length of the body. It holds the key of the
 * provider, so it cannot be printed.
 */
public final class RequestHead {
    private final byte[] bytes;
    private final boolean asksHead;
    private final boolean bodyExpected;

    private RequestHead(String method, byte[] bytes) {
        this.bytes = bytes;
        this.asksHead = method.equals("HEAD");
        this.bodyExpected = !asksHead && !method.equals("GET");
    }

    /**
     * Builds a head with {@code Host}; {@code Content-Length} is added for each request.
     *
     * @param target path and query
     * @param fields header names and values in turn
     * @throws IllegalArgumentException when a part has a line break or another control character, or a field is one
     *     of those that the connection sets
     */
    public static RequestHead of(String method, String target, Origin origin, String... fields) {
        if (method.isEmpty() || !method.chars().allMatch(c -> FieldRules.token((char) c))) {
            throw new IllegalArgumentException("no method of HTTP");
        }
        if (target.isEmpty() || !target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("a request target with a forbidden character");
        }
        StringBuilder text = new StringBuilder(256);
        text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        field(text, "Host", origin.authority());
        for (int i = 0; i < fields.length; i += 2) {
            field(text, fields[i], fields[i + 1]);
        }
        return new RequestHead(method, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the method is HEAD, whose answer has no body. */
    boolean asksHead() {
        return asksHead;
    }

    /** Whether a body is usual with the method, so that its absence is said. */
    boolean bodyExpected() {
        return bodyExpected;
    }

    private static void field(StringBuilder text, String name, String value) {
        FieldRules.name(name);
        FieldRules.value(value);
        text.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public String toString() {
        return "RequestHead[" + bytes.length + " bytes]";
    }
}
