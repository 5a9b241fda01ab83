package dev.junctor.server.http;

import java.util.List;

/**
 * One method and one path that are served.
 *
 * @param pattern segments after the prefix; {@code {name}} stands for any one segment: {@code /models/{author}/{slug}},
 *     {@code {name...}} for a part with slashes
 * @param prefixes what may stand in front: {@code "", "/v1", "/api/v1"}
 */
public record Door(String method, List<String> prefixes, String pattern, Target target) {
    /** The API's prefixes: OpenAI's and OpenRouter's. */
    public static final List<String> API = List.of("/v1", "/api/v1");

    /** The prefixes of Google's clients. */
    public static final List<String> GOOGLE = List.of("/v1beta", "/v1");

    /** No prefix: the process itself. */
    public static final List<String> ROOT = List.of("");

    public Door {
        prefixes = List.copyOf(prefixes);
    }
}
