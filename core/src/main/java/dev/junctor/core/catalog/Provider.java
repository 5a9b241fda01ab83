package dev.junctor.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who serves models.
 *
 * @param slug its id, as in {@code provider.only} and {@code endpoints[].tag}
 * @param name for people
 * @param keyVariables environment variables that may hold the key, in order of preference
 * @param dialects base URL of each wire protocol it speaks, by the protocol's name as {@code openai-chat}
 * @param auth how the key is shown, unless {@code authByDialect} says otherwise
 * @param authByDialect how it is shown on protocols where that differs, by the protocol's name
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
        Map<String, Auth> authByDialect,
        Map<String, String> headers,
        Quirks quirks,
        DataPolicy dataPolicy,
        String headquarters,
        Map<String, String> links) {

    public Provider {
        keyVariables = List.copyOf(keyVariables);
        dialects = Map.copyOf(dialects);
        authByDialect = Map.copyOf(authByDialect);
        headers = Map.copyOf(headers);
        links = Map.copyOf(links);
    }

    /** A provider that shows its key in the same way on all protocols. */
    public Provider(
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
        this(
                slug,
                name,
                kind,
                keyVariables,
                dialects,
                auth,
                Map.of(),
                headers,
                quirks,
                dataPolicy,
                headquarters,
                links);
    }

    /** How the key is shown on a protocol. */
    public Auth authFor(String dialect) {
        return authByDialect.getOrDefault(dialect, auth);
    }

    /**
     * Variables that its base URLs leave open, as {@code ACME_REGION} of {@code https://${ACME_REGION}.acme.example/v1}:
     * without a value for each the provider cannot be called.
     */
    public Set<String> openVariables() {
        Set<String> open = new TreeSet<>();
        for (String url : dialects.values()) {
            int from = url.indexOf("${");
            while (from >= 0) {
                int to = url.indexOf('}', from);
                open.add(url.substring(from + 2, to));
                from = url.indexOf("${", to);
            }
        }
        return open;
    }

    /** The same at other base URLs. */
    public Provider withDialects(Map<String, String> others) {
        return new Provider(
                slug,
                name,
                kind,
                keyVariables,
                others,
                auth,
                authByDialect,
                headers,
                quirks,
                dataPolicy,
                headquarters,
                links);
    }

    /** The same with another knowledge of what it does with prompts. */
    public Provider withDataPolicy(DataPolicy other) {
        return new Provider(
                slug,
                name,
                kind,
                keyVariables,
                dialects,
                auth,
                authByDialect,
                headers,
                quirks,
                other,
                headquarters,
                links);
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
