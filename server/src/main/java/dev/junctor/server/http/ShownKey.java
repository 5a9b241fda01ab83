package dev.junctor.server.http;

import dev.junctor.wire.Headers;

/** Where callers show their key beside {@code Authorization}. */
public final class ShownKey {
    /** Anthropic's clients send it here. */
    static final String HEADER = "x-api-key";

    private static final String GOOGLE_HEADER = "x-goog-api-key";
    private static final String GOOGLE_PATH = "/v1beta/";
    private static final String GOOGLE_PARAMETER = "key";

    private ShownKey() {}

    /** The key of a request to the API; empty when it has none there. */
    public static String of(ApiRequest request) {
        String shown = request.headers().value(HEADER);
        if (!shown.isEmpty()) {
            return shown;
        }
        String google = request.headers().value(GOOGLE_HEADER);
        boolean query = google.isEmpty() && request.path().startsWith(GOOGLE_PATH);
        return query ? request.query().getOrDefault(GOOGLE_PARAMETER, "") : google;
    }

    /** A key where Google's clients put it: a header, or on Google's own paths a parameter. */
    static String ofGoogle(Headers headers, String path, String query) {
        String shown = headers.value(GOOGLE_HEADER);
        return shown.isEmpty() && path.startsWith(GOOGLE_PATH)
                ? Doors.query(query).getOrDefault(GOOGLE_PARAMETER, "")
                : shown;
    }
}
