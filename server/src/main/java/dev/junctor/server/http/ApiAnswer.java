package dev.junctor.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer.
 *
 * @param fields more header names and values in turn
 */
public record ApiAnswer(int status, String contentType, ApiBody body, List<String> fields) {
    /** 200 with JSON text. */
    public static ApiAnswer json(String text) {
        return json(200, text);
    }

    /** JSON text with a status. */
    public static ApiAnswer json(int status, String text) {
        return new ApiAnswer(status, "application/json", whole(text), List.of());
    }

    /** 200 with text of another type. */
    public static ApiAnswer text(String contentType, String text) {
        return new ApiAnswer(200, contentType, whole(text), List.of());
    }

    /** 200 with what is written while it is sent. */
    public static ApiAnswer written(String contentType, ApiBody.Writing writing) {
        return new ApiAnswer(200, contentType, new ApiBody.Written(writing), List.of());
    }

    private static ApiBody whole(String text) {
        return new ApiBody.Whole(text.getBytes(StandardCharsets.UTF_8));
    }
}
