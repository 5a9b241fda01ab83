package dev.junctor.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A whole answer.
 *
 * @param fields more header names and values in turn
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiAnswer(int status, String contentType, byte[] body, List<String> fields) {
    /** 200 with JSON text. */
    public static ApiAnswer json(String text) {
        return json(200, text);
    }

    /** JSON text with a status. */
    public static ApiAnswer json(int status, String text) {
        return new ApiAnswer(
                status, "application/json", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** 200 with text of another type. */
    public static ApiAnswer text(String contentType, String text) {
        return new ApiAnswer(200, contentType, text.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
