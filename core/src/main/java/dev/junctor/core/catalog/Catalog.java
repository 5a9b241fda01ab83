package dev.junctor.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Providers, models and endpoints, indexed; immutable, swapped whole when anything changes. */
public final class Catalog {
    private final Map<String, Provider> providers;
    private final Map<String, Model> models;
    private final Map<String, List<Endpoint>> endpointsByModel;

    private Catalog(
            Map<String, Provider> providers,
            Map<String, Model> models,
            Map<String, List<Endpoint>> endpointsByModel) {
        this.providers = providers;
        this.models = models;
        this.endpointsByModel = endpointsByModel;
    }

    /** Indexes what belongs together; order is kept. */
    public static Catalog of(
            Collection<Provider> providers,
            Collection<Model> models,
            Collection<Endpoint> endpoints) {
        Map<String, Provider> providersBySlug = new LinkedHashMap<>();
        providers.forEach(provider -> providersBySlug.put(provider.slug(), provider));
        Map<String, Model> modelsById = new LinkedHashMap<>();
        models.forEach(model -> modelsById.put(model.id(), model));
        Map<String, List<Endpoint>> byModel = new LinkedHashMap<>();
        endpoints.forEach(endpoint ->
                byModel.computeIfAbsent(endpoint.model(), id -> new ArrayList<>()).add(endpoint));
        byModel.replaceAll((id, list) -> List.copyOf(list));
        return new Catalog(providersBySlug, modelsById, byModel);
    }

    /** All providers. */
    public Collection<Provider> providers() {
        return providers.values();
    }

    /** All models, with or without endpoints. */
    public Collection<Model> models() {
        return models.values();
    }

    /** A provider by its slug. */
    public Optional<Provider> provider(String slug) {
        return Optional.ofNullable(providers.get(slug));
    }

    /** A model by its exact id. */
    public Optional<Model> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** Who serves a model; empty when nobody does. */
    public List<Endpoint> endpointsOf(String modelId) {
        return endpointsByModel.getOrDefault(modelId, List.of());
    }
}
