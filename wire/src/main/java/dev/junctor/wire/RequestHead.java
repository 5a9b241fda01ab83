package dev.junctor.wire;

import java.nio.charset.StandardCharsets;

/**
 * The head of requests to one place, built once: everything but the length of the body. It holds the key of the
 * provider, so it cannot be printed.
 */
public final class RequestHead {
    private final byte[] bytes;

    private RequestHead(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Builds a head with {@code Host}; {@code Content-Length} is added for each request.
     *
     * @param target path and query
     * @param fields header names and values in turn
     * @throws IllegalArgumentException when a part has a line break or another control character
     */
    public static RequestHead of(String method, String target, Origin origin, String... fields) {
        StringBuilder text = new StringBuilder(256);
        text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(origin.authority()).append("\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            text.append(checked(fields[i]))
                    .append(": ")
                    .append(checked(fields[i + 1]))
                    .append("\r\n");
        }
        checked(method);
        checked(target);
        return new RequestHead(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return bytes;
    }

    private static String checked(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c > 0xFF || c == 0x7F) {
                throw new IllegalArgumentException("a control character in a request head");
            }
        }
        return part;
    }

    @Override
    public String toString() {
        return "RequestHead[" + bytes.length + " bytes]";
    }
}
