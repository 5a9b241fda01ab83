package dev.junctor.core.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which model a name means.
 *
 * <p>A name that two models claim with the same right means neither: a guess could send a prompt to the wrong model.
 * Served models have the better right, and among names the id comes before aliases, aliases before what providers call
 * a model, and that before the id without its author.
 */
final class Names {
    private static final String NONE = "";

    private final Map<String, Model> models;
    private final Map<String, String> idsByName = new HashMap<>();
    private final Map<String, String> idsByLowerCase = new HashMap<>();

    Names(
            Map<String, Model> models,
            Set<String> served,
            Map<String, List<Endpoint>> endpointsByModel) {
        this.models = models;
        Function<Model, Collection<String>> aliases = Model::aliases;
        Function<Model, Collection<String>> upstream =
                model ->
                        endpointsByModel.getOrDefault(model.id(), List.of()).stream()
                                .map(Endpoint::upstreamId)
                                .distinct()
                                .toList();
        Function<Model, Collection<String>> slugs = model -> List.of(model.slug());
        claim(served, model -> List.of(model.id()));
        claim(models.keySet(), model -> List.of(model.id()));
        for (Set<String> right : List.of(served, models.keySet())) {
            claim(right, aliases);
            claim(right, slugs);
            claim(right, upstream);
        }
    }

    Optional<Model> find(String name) {
        Optional<Model> exact = byId(idsByName.getOrDefault(name, NONE));
        if (exact.isPresent()) {
            return exact;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Model> found = byId(idsByLowerCase.getOrDefault(lower, NONE));
        int slash = lower.indexOf('/');
        if (found.isPresent() || slash < 0) {
            return found;
        }
        String author = lower.substring(0, slash);
        return byId(idsByLowerCase.getOrDefault(lower.substring(slash + 1), NONE))
                .filter(model -> model.author().equals(author));
    }

    private Optional<Model> byId(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** One round of claims: names of earlier rounds stand, two claims of this round cancel each other. */
    private void claim(Set<String> ids, Function<Model, Collection<String>> names) {
        Map<String, String> exact = new HashMap<>();
        Map<String, String> lower = new HashMap<>();
        for (String id : ids) {
            Model model = models.get(id);
            if (model != null) {
                for (String name : names.apply(model)) {
                    exact.merge(name, id, Names::sole);
                    lower.merge(name.toLowerCase(Locale.ROOT), id, Names::sole);
                }
            }
        }
        exact.forEach(idsByName::putIfAbsent);
        lower.forEach(idsByLowerCase::putIfAbsent);
    }

    private static String sole(String left, String right) {
        return left.equals(right) ? left : NONE;
    }
}
