package dev.junctor.core.catalog;

import dev.junctor.core.base.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalog's files say, not yet indexed; so that {@link CatalogCheck} can still see what is there twice.
 *
 * @param retired ids that are no longer served
 */
public record CatalogData(
        List<Provider> providers,
        List<Model> models,
        List<Endpoint> endpoints,
        List<Retired> retired) {

    public CatalogData {
        providers = List.copyOf(providers);
        models = List.copyOf(models);
        endpoints = List.copyOf(endpoints);
        retired = List.copyOf(retired);
    }

    /**
     * Reads all files.
     *
     * @param files content by name below the catalog's folder, as {@code providers/acme.json} and
     *     {@code models/acme/small.json}; other names are left alone
     * @throws CatalogException that names the first file that cannot be read, the place in it, and what to write
     */
    public static CatalogData read(Map<String, byte[]> files) {
        List<Model> models = new ArrayList<>();
        List<ProviderFile> providers = new ArrayList<>();
        files.forEach((name, json) -> {
            if (name.startsWith("models/") && name.endsWith(".json")) {
                models.add(ModelFile.read(name, json));
            } else if (name.startsWith("providers/") && name.endsWith(".json")) {
                providers.add(ProviderFile.read(name, json));
            }
        });
        return join(providers, models);
    }

    /**
     * Puts files together that were read one by one, perhaps by several threads.
     *
     * @throws CatalogException when an endpoint names a model that is not there, or cannot be read
     */
    public static CatalogData join(Collection<ProviderFile> files, Collection<Model> models) {
        Map<String, Model> byId = HashMap.newHashMap(models.size());
        models.forEach(model -> byId.put(model.id(), model));
        List<Provider> providers = new ArrayList<>(files.size());
        List<Endpoint> endpoints = new ArrayList<>();
        List<Retired> retired = new ArrayList<>();
        for (ProviderFile file : files) {
            providers.add(file.provider());
            endpoints.addAll(file.endpoints((id, place) -> known(byId, id, place)));
            retired.addAll(file.retired());
        }
        return new CatalogData(providers, List.copyOf(models), endpoints, retired);
    }

    /** The same, indexed. */
    public Catalog catalog() {
        return Catalog.of(providers, models, endpoints, retired);
    }

    private static Model known(Map<String, Model> byId, String id, Place place) {
        Model model = byId.get(id);
        if (model == null) {
            String remedy =
                    Nearest.to(id, byId.keySet())
                            .map(nearest -> "Did you mean " + nearest + "? Otherwise add ")
                            .orElse("Add ");
            throw new CatalogException(
                    place, "is " + id + ", which has no file", remedy + ModelFile.nameOf(id) + ".");
        }
        return model;
    }
}
