package dev.junctor.core.catalog;

import java.util.List;
import java.util.Map;

/**
 * Who serves models.
 *
 * @param slug its id, as in {@code provider.only} and {@code endpoints[].tag}
 * @param name for people
 * @param keyVariables environment variables that may hold the key, in order of preference
 * @param dialects base URL of each wire protocol it speaks, by the protocol's name as {@code openai-chat}
 * @param headers headers that each request to it must carry, beside the key
 * @param headquarters ISO country; empty for unknown
 * @param links pages about it by kind: {@code docs, privacy, terms, status}
 */
public record Provider(
        String slug,
        String name,
        Kind kind,
        List<String> keyVariables,
        Map<String, String> dialects,
        Auth auth,
        Map<String, String> headers,
        Quirks quirks,
        DataPolicy dataPolicy,
        String headquarters,
        Map<String, String> links) {

    public Provider {
        keyVariables = List.copyOf(keyVariables);
        dialects = Map.copyOf(dialects);
        headers = Map.copyOf(headers);
        links = Map.copyOf(links);
    }

    /** What kind of company it is. */
    public enum Kind {
        LAB,
        CLOUD,
        HOST,
        GATEWAY,
        SUBSCRIPTION,
        LOCAL,
        OTHER
    }

    /** How the key is shown. */
    public enum Auth {
        /** {@code Authorization: Bearer KEY}. */
        BEARER,
        /** No key. */
        NONE,
        /** {@code api-key: KEY}. */
        API_KEY_HEADER,
        /** {@code x-api-key: KEY}. */
        X_API_KEY_HEADER,
        /** {@code x-goog-api-key: KEY}. */
        X_GOOG_API_KEY_HEADER,
        /** A way that is not built in: signatures, token exchange. */
        OTHER
    }
}
