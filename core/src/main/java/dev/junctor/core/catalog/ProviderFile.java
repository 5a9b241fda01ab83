package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Provider.Auth;
import dev.junctor.core.catalog.Provider.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code providers/slug.json}: a provider and the endpoints it offers. */
public final class ProviderFile {
    private static final Set<String> KEYS =
            Fields.keysOf(
                    "id",
                    "name",
                    "kind",
                    "headquarters",
                    "env",
                    "dialects",
                    "auth",
                    "headers",
                    "quirks",
                    "data_policy",
                    "links",
                    "endpoints",
                    "retired");
    private static final Set<String> RETIRED_KEYS =
            Fields.keysOf("id", "model", "on", "replacement");
    private static final Map<String, Auth> AUTHS =
            Map.of(
                    "bearer", Auth.BEARER,
                    "none", Auth.NONE,
                    "api-key", Auth.API_KEY_HEADER,
                    "x-api-key", Auth.X_API_KEY_HEADER,
                    "x-goog-api-key", Auth.X_GOOG_API_KEY_HEADER,
                    "other", Auth.OTHER);

    private final Fields fields;
    private final Provider provider;

    private ProviderFile(Fields fields, Provider provider) {
        this.fields = fields;
        this.provider = provider;
    }

    /**
     * Reads a provider.
     *
     * @param file its name below the catalog's folder, for errors; it must be {@link #nameOf} its id
     * @throws CatalogException that says what is wrong, where, and what to write
     */
    public static ProviderFile read(String file, byte[] json) {
        Place place = Place.of(file);
        Fields fields = Fields.of(Tree.read(json, place), place, KEYS);
        Provider provider = provider(fields);
        if (!file.endsWith(nameOf(provider.slug()))) {
            throw new CatalogException(
                    fields.placeOf("id"),
                    "belongs in another file",
                    "Call it " + nameOf(provider.slug()) + ".");
        }
        return new ProviderFile(fields, provider);
    }

    /** Where the provider with a slug is kept. */
    public static String nameOf(String slug) {
        return "providers/" + slug + ".json";
    }

    /** The provider. */
    public Provider provider() {
        return provider;
    }

    /**
     * What it offers; what an endpoint does not say it takes from its model.
     *
     * @param models finds the models that the endpoints serve
     * @throws CatalogException that says what is wrong, where, and what to write
     */
    public List<Endpoint> endpoints(ModelLookup models) {
        EndpointReader reader = new EndpointReader(provider, models);
        return reader.keyed(fields.list("endpoints", reader::read));
    }

    /** What it no longer offers. */
    public List<Retired> retired() {
        return fields.list(
                "retired",
                (node, place) -> {
                    Fields gone = Fields.of(node, place, RETIRED_KEYS);
                    return new Retired(
                            provider.slug(),
                            gone.text("id"),
                            gone.text("model", ""),
                            gone.text("on", ""),
                            gone.text("replacement", ""));
                });
    }

    private static Provider provider(Fields fields) {
        String slug = fields.text("id");
        Map<String, String> dialects = fields.textsByKey("dialects");
        dialects.forEach((dialect, url) -> checkUrl(url, fields.placeOf("dialects").at(dialect)));
        Map<String, Auth> auths = auths(fields);
        return new Provider(
                slug,
                fields.text("name", slug),
                fields.constant("kind", Kind.OTHER),
                fields.texts("env"),
                dialects,
                auths.getOrDefault("", Auth.BEARER),
                withoutDefault(auths),
                fields.textsByKey("headers"),
                QuirksReader.quirks(fields),
                QuirksReader.dataPolicy(fields),
                fields.text("headquarters", ""),
                fields.textsByKey("links"));
    }

    private static void checkUrl(String url, Place place) {
        boolean absolute =
                url.startsWith("https://") || url.startsWith("http://") || url.startsWith("${");
        boolean closed = url.lastIndexOf("${") <= url.lastIndexOf('}');
        if (!absolute || !closed || url.endsWith("/")) {
            throw new CatalogException(
                    place,
                    "is not a base URL",
                    "Write it with https:// and without a slash at its end; ${NAME} stands for a variable.");
        }
    }

    /** How the key is shown by protocol; the empty name for all others. */
    private static Map<String, Auth> auths(Fields fields) {
        return fields.node("auth")
                .map(node -> {
                    if (node.isString()) {
                        return Map.of("", auth(node.stringValue(), fields.placeOf("auth")));
                    }
                    Fields byDialect = Fields.any(node, fields.placeOf("auth"));
                    Map<String, Auth> auths = new LinkedHashMap<>();
                    byDialect
                            .keys()
                            .forEach(key ->
                                    auths.put(
                                            key,
                                            auth(byDialect.text(key), byDialect.placeOf(key))));
                    return auths;
                })
                .orElse(Map.of());
    }

    private static Auth auth(String word, Place place) {
        Auth auth = AUTHS.get(word);
        if (auth == null) {
            throw Fields.unknown(place, word, AUTHS.keySet());
        }
        return auth;
    }

    private static Map<String, Auth> withoutDefault(Map<String, Auth> auths) {
        Map<String, Auth> named = new LinkedHashMap<>(auths);
        named.remove("");
        return named;
    }

    /** Finds the model that an endpoint serves. */
    @FunctionalInterface
    public interface ModelLookup {
        /**
         * The model with an id.
         *
         * @param place where it is named
         * @throws CatalogException when there is none
         */
        Model find(String id, Place place);
    }
}
