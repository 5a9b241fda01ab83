package dev.junctor.lab.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Other names of models: what their own author calls them, dated snapshots included.
 *
 * <p>A provider is an author's own when it is a lab and more than half of what it offers is that author's. A name that
 * two models claim is left to neither.
 */
final class Aliases {
    private final Map<String, Set<String>> namesByModel = new TreeMap<>();
    private final Map<String, String> modelsByName = new HashMap<>();

    Aliases(Sources sources, List<Offer> offers, Set<String> models) {
        Set<String> own = ownPairs(sources, offers);
        for (JsonNode model : sources.models()) {
            Rows.texts(model, "first_party_ids")
                    .forEach(name -> claim(models, Rows.text(model, "id"), name));
        }
        for (Offer offer : offers) {
            if (own.contains(offer.provider() + " " + author(offer.model()))) {
                claim(models, offer.model(), offer.id());
                offer.also().forEach(name -> claim(models, offer.model(), name));
            }
        }
        for (JsonNode alias : sources.aliases()) {
            String model = Rows.text(alias, "model");
            if (own.contains(Rows.text(alias, "provider") + " " + author(model))) {
                claim(models, model, Rows.text(alias, "alias"));
                Rows.texts(alias, "snapshots").forEach(name -> claim(models, model, name));
            }
        }
        leaveOutWhatIsUnclear(models);
    }

    List<String> of(String model) {
        return List.copyOf(namesByModel.getOrDefault(model, Set.of()));
    }

    /** The model that an author's own name means. */
    Optional<String> model(String name) {
        return Optional.ofNullable(modelsByName.get(name));
    }

    static String author(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? "" : model.substring(0, slash);
    }

    private void claim(Set<String> models, String model, String name) {
        if (models.contains(model) && !name.isEmpty()) {
            namesByModel.computeIfAbsent(model, id -> new TreeSet<>()).add(name);
        }
    }

    private void leaveOutWhatIsUnclear(Set<String> models) {
        Map<String, Set<String>> claims = new HashMap<>();
        namesByModel.forEach((model, names) ->
                names.forEach(
                        name -> claims.computeIfAbsent(name, key -> new HashSet<>()).add(model)));
        namesByModel.forEach((model, names) ->
                names.removeIf(name -> {
                    String named = author(model) + "/" + name;
                    return claims.getOrDefault(name, Set.of()).size() > 1
                            || models.contains(name)
                            || (models.contains(named) && !named.equals(model));
                }));
        namesByModel.forEach(
                (model, names) -> names.forEach(name -> modelsByName.put(name, model)));
        namesByModel.forEach(
                (model, names) -> names.remove(model.substring(model.indexOf('/') + 1)));
        models.forEach(id -> modelsByName.putIfAbsent(id.substring(id.indexOf('/') + 1), id));
    }

    private static Set<String> ownPairs(Sources sources, List<Offer> offers) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Offer offer : offers) {
            counts.computeIfAbsent(offer.provider(), slug -> new HashMap<>())
                    .merge(author(offer.model()), 1, Integer::sum);
        }
        Set<String> own = new HashSet<>();
        for (JsonNode provider : sources.providers()) {
            String slug = Rows.text(provider, "slug");
            Map<String, Integer> byAuthor = counts.getOrDefault(slug, Map.of());
            int all = byAuthor.values().stream().mapToInt(Integer::intValue).sum();
            byAuthor.forEach((author, count) -> {
                if (Rows.text(provider, "kind").equals("lab") && 2 * count > all) {
                    own.add(slug + " " + author);
                }
            });
        }
        return own;
    }
}
