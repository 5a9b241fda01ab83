package dev.junctor.server.upstream;

import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.secret.Secret;
import dev.junctor.wire.Origin;
import dev.junctor.wire.RequestHead;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Heads of requests to providers, with their keys, built once for each place; belongs to one event loop. */
final class ProviderHeads {
    private final ProviderDoors doors;
    private final String userAgent;
    private final Map<Place, Head> heads = new HashMap<>();
    private Object generation;

    /**
     * Identity of the provider decides, so that a changed configuration gets new heads; to compare all that is known of
     * a provider would cost more than the rest of the way.
     */
    private record Place(Provider provider, String dialect, String path) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Place(Provider its, String otherDialect, String otherPath)
                    && provider == its
                    && dialect.equals(otherDialect)
                    && path.equals(otherPath);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(provider) ^ dialect.hashCode() ^ path.hashCode();
        }
    }

    record Head(Origin origin, RequestHead head) {}

    ProviderHeads(ProviderDoors doors, String userAgent) {
        this.doors = doors;
        this.generation = doors.generation();
        this.userAgent = userAgent;
    }

    /** A head with headers of this one request is built for it alone. */
    @SuppressWarnings("ReferenceEquality")
    Head to(Provider provider, String dialect, String path, Map<String, String> headers) {
        Object now = doors.generation();
        if (now != generation) { // those of before must not be kept for ever
            generation = now;
            heads.clear();
        }
        Place place = new Place(provider, dialect, path);
        return headers.isEmpty()
                ? heads.computeIfAbsent(place, any -> build(any, Map.of()))
                : build(place, headers);
    }

    private Head build(Place place, Map<String, String> headers) {
        Provider provider = place.provider();
        String base = provider.dialects().getOrDefault(place.dialect(), "");
        URI address = URI.create(base + place.path());
        Origin.Scheme scheme =
                "https".equalsIgnoreCase(address.getScheme())
                        ? Origin.Scheme.HTTPS
                        : Origin.Scheme.HTTP;
        int port = address.getPort();
        if (port < 0) {
            port = scheme == Origin.Scheme.HTTPS ? 443 : 80;
        }
        Origin origin = new Origin(scheme, unbracketed(address.getHost()), port);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Head(
                origin,
                RequestHead.of(
                        "POST",
                        address.getRawPath() + query,
                        origin,
                        fields(provider, place.dialect(), headers)));
    }

    private String[] fields(Provider provider, String dialect, Map<String, String> headers) {
        List<String> fields = new ArrayList<>();
        fields.add("Content-Type");
        fields.add("application/json");
        fields.add("User-Agent");
        fields.add(userAgent);
        ProviderAccess.Access opened = doors.to(provider);
        Secret key = opened.key();
        if (!key.isEmpty()) {
            switch (provider.authFor(dialect)) {
                case BEARER, OTHER -> add(fields, "Authorization", "Bearer " + key.reveal());
                case API_KEY_HEADER -> add(fields, "api-key", key.reveal());
                case X_API_KEY_HEADER -> add(fields, "x-api-key", key.reveal());
                case X_GOOG_API_KEY_HEADER -> add(fields, "x-goog-api-key", key.reveal());
                case NONE -> {}
            }
        }
        headers.forEach((name, value) -> add(fields, name, value));
        provider.headers().forEach((name, value) -> add(fields, name, value));
        opened.headers().forEach((name, value) -> add(fields, name, value.reveal()));
        return fields.toArray(String[]::new);
    }

    private static void add(List<String> fields, String name, String value) {
        fields.add(name);
        fields.add(value);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
