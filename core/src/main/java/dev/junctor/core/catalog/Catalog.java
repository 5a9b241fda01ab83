package dev.junctor.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Providers, models and endpoints, indexed; immutable, swapped whole when anything changes. */
public final class Catalog {
    private static final Comparator<Endpoint> BY_TAG =
            Comparator.comparing(Endpoint::tag).thenComparing(Endpoint::key);
    private static final String LATEST = "-latest";
    private static final Comparator<Guess> NEAREST =
            Comparator.comparingDouble(Guess::distance).thenComparing(guess -> guess.model().id());

    /** A model that may have been meant. */
    private record Guess(Model model, double distance) {}

    private final Map<String, Provider> providers;
    private final Map<String, Model> models;
    private final Map<String, List<Endpoint>> endpointsByModel;
    private final Map<String, Retired> retired;
    private final List<Model> served;
    private final Names names;
    private final Families families;

    private Catalog(
            Map<String, Provider> providers,
            Map<String, Model> models,
            Map<String, List<Endpoint>> endpointsByModel,
            Map<String, Retired> retired) {
        this.providers = providers;
        this.models = models;
        this.endpointsByModel = endpointsByModel;
        this.retired = retired;
        Map<String, Model> served = new LinkedHashMap<>();
        for (Model model : models.values()) {
            if (endpointsOf(model.id()).stream().anyMatch(Catalog::isServedChat)) {
                served.put(model.id(), model);
            }
        }
        this.served = List.copyOf(served.values());
        this.names = new Names(models, served.keySet(), endpointsByModel);
        this.families = new Families(this.served);
    }

    /** Indexes what belongs together; of two with the same id the later one counts; order is kept. */
    public static Catalog of(
            Collection<Provider> providers,
            Collection<Model> models,
            Collection<Endpoint> endpoints) {
        return of(providers, models, endpoints, List.of());
    }

    /** The same with ids that are no longer served. */
    public static Catalog of(
            Collection<Provider> providers,
            Collection<Model> models,
            Collection<Endpoint> endpoints,
            Collection<Retired> retired) {
        Map<String, Provider> providersBySlug = LinkedHashMap.newLinkedHashMap(providers.size());
        providers.forEach(provider -> providersBySlug.put(provider.slug(), provider));
        Map<String, Model> modelsById = LinkedHashMap.newLinkedHashMap(models.size());
        models.forEach(model -> modelsById.put(model.id(), model));
        Map<String, Endpoint> byKey = LinkedHashMap.newLinkedHashMap(endpoints.size());
        endpoints.forEach(endpoint -> byKey.put(endpoint.key(), endpoint));
        Map<String, List<Endpoint>> byModel = new LinkedHashMap<>();
        byKey.values()
                .forEach(endpoint ->
                        byModel.computeIfAbsent(endpoint.model(), id -> new ArrayList<>())
                                .add(endpoint));
        byModel.values().forEach(list -> list.sort(BY_TAG));
        byModel.replaceAll((id, list) -> List.copyOf(list));
        Map<String, Retired> retiredById = HashMap.newHashMap(retired.size());
        retired.forEach(gone -> retiredById.merge(gone.id(), gone, Catalog::tellsMore));
        return new Catalog(providersBySlug, modelsById, byModel, retiredById);
    }

    /** All providers. */
    public Collection<Provider> providers() {
        return providers.values();
    }

    /** All models, with or without endpoints. */
    public Collection<Model> models() {
        return models.values();
    }

    /** Models that somebody serves for chat, active or in preview, at a known price. */
    public List<Model> servedModels() {
        return served;
    }

    /** A provider by its slug. */
    public Optional<Provider> provider(String slug) {
        return Optional.ofNullable(providers.get(slug));
    }

    /** A model by its exact id. */
    public Optional<Model> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** Who serves a model, ordered by tag; empty when nobody does. */
    public List<Endpoint> endpointsOf(String modelId) {
        return endpointsByModel.getOrDefault(modelId, List.of());
    }

    /**
     * The model that people mean by a name: its id, an alias, a dated snapshot, what a provider calls it, its id without
     * the author; or {@code ~author/family-latest} for the newest of a family; each
     * in any case.
     *
     * @param name without the suffixes that only steer routing
     */
    public Optional<Model> resolve(String name) {
        if (name.startsWith("~")) {
            String family = name.substring(1).toLowerCase(Locale.ROOT);
            return family.endsWith(LATEST)
                    ? families.newest(family.substring(0, family.length() - LATEST.length()))
                    : Optional.empty();
        }
        return names.find(name);
    }

    /** What is known about an id that is no longer served, by the name its provider gave it. */
    public Optional<Retired> retired(String name) {
        Retired gone = retired.get(name);
        return Optional.ofNullable(
                gone != null ? gone : retired.get(name.substring(name.indexOf('/') + 1)));
    }

    /** The served models whose ids look most like a mistaken name, most alike first. */
    public List<Model> nearest(String name, int count) {
        Likeness likeness = new Likeness(name);
        List<Guess> guesses = new ArrayList<>(served.size());
        served.forEach(model -> guesses.add(new Guess(model, likeness.distanceTo(model))));
        guesses.sort(NEAREST);
        return guesses.stream().limit(count).map(Guess::model).toList();
    }

    /** The same with only some providers and what they offer; all models stay known. */
    public Catalog restrictedTo(Predicate<Provider> kept) {
        return of(
                providers.values().stream().filter(kept).toList(),
                models.values(),
                endpoints().stream().filter(endpoint -> kept.test(endpoint.provider())).toList(),
                retired.values());
    }

    /** The same with more; what has the id of something that is there takes its place. */
    public Catalog with(
            Collection<Provider> moreProviders,
            Collection<Model> moreModels,
            Collection<Endpoint> moreEndpoints) {
        return of(
                joined(providers.values(), moreProviders),
                joined(models.values(), moreModels),
                joined(endpoints(), moreEndpoints),
                retired.values());
    }

    /** The same with each endpoint changed. */
    public Catalog mapEndpoints(UnaryOperator<Endpoint> change) {
        return map(UnaryOperator.identity(), change);
    }

    /** The same with each provider changed, also where endpoints name it; slugs must stay. */
    public Catalog mapProviders(UnaryOperator<Provider> change) {
        return map(change, UnaryOperator.identity());
    }

    /** Both at once, which indexes once; an endpoint is changed when it already names its changed provider. */
    public Catalog map(
            UnaryOperator<Provider> changeProvider, UnaryOperator<Endpoint> changeEndpoint) {
        Map<String, Provider> changed = new LinkedHashMap<>();
        providers.forEach((slug, provider) -> changed.put(slug, changeProvider.apply(provider)));
        return of(
                changed.values(),
                models.values(),
                endpoints().stream()
                        .map(endpoint -> endpoint.withProvider(inPlaceOf(endpoint, changed)))
                        .map(changeEndpoint)
                        .toList(),
                retired.values());
    }

    /** All endpoints, grouped by model. */
    public List<Endpoint> endpoints() {
        return endpointsByModel.values().stream().flatMap(List::stream).toList();
    }

    private static Provider inPlaceOf(Endpoint endpoint, Map<String, Provider> changed) {
        Provider provider = endpoint.provider();
        return changed.getOrDefault(provider.slug(), provider);
    }

    private static boolean isServedChat(Endpoint endpoint) {
        return endpoint.type().equals("chat") && endpoint.isServed();
    }

    private static Retired tellsMore(Retired left, Retired right) {
        return left.replacement().isEmpty() ? right : left;
    }

    private static <T> List<T> joined(Collection<T> first, Collection<T> second) {
        List<T> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
