package dev.junctor.server.config;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.money.PriceBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What differs between two configurations with their catalogs, by names only: no value is in it, so no key either.
 *
 * @param lists of providers, models, keys, accounts and price books, in this order; those without a change left out
 * @param settings other keys of the file that differ and hold at once, by name
 * @param needRestart keys of the file that differ from those that the process was started with and hold from its next
 *     start on
 */
public record Changes(List<Listed> lists, List<String> settings, List<String> needRestart) {
    public Changes {
        lists = List.copyOf(lists);
        settings = List.copyOf(settings);
        needRestart = List.copyOf(needRestart);
    }

    /**
     * The differences of one kind.
     *
     * @param kind {@code providers}, {@code models}, {@code keys}, {@code accounts} or {@code price_books}
     * @param added names, sorted
     * @param removed names, sorted
     * @param changed names, sorted
     */
    public record Listed(
            String kind, List<String> added, List<String> removed, List<String> changed) {
        public Listed {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /**
     * A configuration with the providers that it enables.
     *
     * @param providers of this configuration
     */
    public record Whole(Config config, ProviderAccess providers) {}

    /**
     * Compares.
     *
     * @param started what the process was started with
     */
    public static Changes between(Config started, Whole before, Whole after) {
        Config old = before.config();
        Config fresh = after.config();
        List<Listed> lists = new ArrayList<>();
        lists.add(listed("providers", offers(before.providers()), offers(after.providers())));
        lists.add(listed("models", served(before.providers()), served(after.providers())));
        lists.add(
                listed(
                        "keys",
                        named(old.keys(), DeclaredKey::name),
                        named(fresh.keys(), DeclaredKey::name)));
        lists.add(
                listed(
                        "accounts",
                        named(old.accounts(), DeclaredAccount::id),
                        named(fresh.accounts(), DeclaredAccount::id)));
        lists.add(
                listed(
                        "price_books",
                        named(old.priceBooks(), PriceBook::name),
                        named(fresh.priceBooks(), PriceBook::name)));
        lists.removeIf(Listed::isEmpty);
        return new Changes(lists, differing(old, fresh, LIVE), differing(started, fresh, AT_START));
    }

    private static final Map<String, Function<Config, Object>> LIVE =
            ordered(
                    Map.entry("catalog", Config::catalog),
                    Map.entry("retention_days", Config::retentionDays),
                    Map.entry("deadlines", Config::deadlines),
                    Map.entry("shutdown", Config::shutdown),
                    Map.entry("policy", Config::policy));

    private static final Map<String, Function<Config, Object>> AT_START =
            ordered(
                    Map.entry("listen", Config::listen),
                    Map.entry("tls", Config::tls),
                    Map.entry("data", Config::data),
                    Map.entry("durability", Config::durability),
                    Map.entry("database", Config::database),
                    Map.entry("journal", Config::journal),
                    Map.entry("limits", Config::limits),
                    Map.entry("proxy", Config::proxy),
                    Map.entry("telemetry", Config::telemetry));

    @SafeVarargs
    private static Map<String, Function<Config, Object>> ordered(
            Map.Entry<String, Function<Config, Object>>... settings) {
        Map<String, Function<Config, Object>> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, Function<Config, Object>> setting : settings) {
            ordered.put(setting.getKey(), setting.getValue());
        }
        return ordered;
    }

    private static List<String> differing(
            Config before, Config after, Map<String, Function<Config, Object>> settings) {
        List<String> names = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (!value.apply(before).equals(value.apply(after))) {
                names.add(name);
            }
        });
        return names;
    }

    /** All that requests to a provider depend on; endpoints by their keys, since their order says nothing. */
    private record Offer(
            Provider provider, ProviderAccess.Access access, Map<String, Endpoint> endpoints) {}

    private static Map<String, Offer> offers(ProviderAccess providers) {
        Map<String, Map<String, Endpoint>> endpoints = new HashMap<>();
        for (Endpoint endpoint : providers.catalog().endpoints()) {
            endpoints
                    .computeIfAbsent(endpoint.provider().slug(), slug -> new HashMap<>())
                    .put(endpoint.key(), endpoint);
        }
        Map<String, Offer> offers = new HashMap<>();
        for (Provider provider : providers.catalog().providers()) {
            String slug = provider.slug();
            offers.put(
                    slug,
                    new Offer(
                            provider,
                            providers.bySlug().getOrDefault(slug, ProviderAccess.Access.OPEN),
                            endpoints.getOrDefault(slug, Map.of())));
        }
        return offers;
    }

    private static Map<String, Model> served(ProviderAccess providers) {
        return named(providers.catalog().servedModels(), Model::id);
    }

    private static <T> Map<String, T> named(Collection<T> values, Function<T, String> name) {
        Map<String, T> named = new HashMap<>();
        values.forEach(value -> named.put(name.apply(value), value));
        return named;
    }

    private static <T> Listed listed(String kind, Map<String, T> before, Map<String, T> after) {
        Set<String> stayed = new HashSet<>(before.keySet());
        stayed.retainAll(after.keySet());
        return new Listed(
                kind,
                without(after.keySet(), stayed),
                without(before.keySet(), stayed),
                stayed.stream()
                        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                        .sorted()
                        .toList());
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(others);
        return List.copyOf(rest);
    }
}
