package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which environment variables hold a provider's key.
 *
 * <p>Where several providers are listed with the same variable (a company's regions and subscriptions, whose keys
 * differ), it belongs to the one with the most endpoints, and the others get one made of their slug: a key must not be
 * shown to a provider that did not give it.
 */
final class KeyVariables {
    private static final Pattern KEY = Pattern.compile(".*(KEY|TOKEN|PAT|SECRET)$");
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Z0-9]+");

    private final Sources sources;
    private final Map<String, String> owners = new HashMap<>();

    KeyVariables(Sources sources, Collection<JsonNode> providers) {
        this.sources = sources;
        providers.stream()
                .sorted(
                        Comparator.comparingInt(KeyVariables::rank)
                                .thenComparingLong(
                                        provider -> -Rows.count(provider, "endpoints_in_catalog"))
                                .thenComparing(provider -> Rows.text(provider, "slug")))
                .forEach(provider ->
                        listed(provider)
                                .forEach(name ->
                                        owners.putIfAbsent(name, Rows.text(provider, "slug"))));
    }

    List<String> of(JsonNode provider) {
        String slug = Rows.text(provider, "slug");
        JsonNode correction = sources.correction(slug);
        if (correction.has("env")) {
            return Rows.texts(correction, "env");
        }
        Map<String, Boolean> names = new LinkedHashMap<>();
        listed(provider)
                .forEach(name ->
                        names.put(slug.equals(owners.get(name)) ? name : ownName(slug), true));
        return new ArrayList<>(names.keySet());
    }

    private List<String> listed(JsonNode provider) {
        JsonNode correction = sources.correction(Rows.text(provider, "slug"));
        List<String> names = Rows.texts(correction.has("env") ? correction : provider, "env");
        return names.stream().filter(name -> KEY.matcher(name).matches()).toList();
    }

    private static int rank(JsonNode provider) {
        boolean regional = Rows.text(provider, "slug").endsWith("-cn");
        boolean subscription = Rows.text(provider, "kind").equals("subscription");
        return (subscription ? 2 : 0) + (regional ? 1 : 0);
    }

    private static String ownName(String slug) {
        return NOT_ALPHANUMERIC.matcher(slug.toUpperCase(Locale.ROOT)).replaceAll("_") + "_API_KEY";
    }
}
