package dev.junctor.core.route;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to use in place of a model that nobody serves any more, or not yet for certain. */
final class Successor {
    private Successor() {}

    /** One sentence that names a served model: the author's successor, the newest of the family, or the most alike. */
    static String advice(String modelId, Catalog catalog) {
        Optional<Model> known = catalog.model(modelId);
        if (known.isEmpty()) {
            return "Choose a model that is in service";
        }
        Model model = known.get();
        for (String name : replacements(model, catalog)) {
            Optional<Model> named = catalog.resolve(name).filter(other -> isServed(other, catalog));
            if (named.isPresent()) {
                return "Choose " + named.get().id() + ", which is named as its successor";
            }
        }
        Optional<Model> newest =
                catalog.resolve("~" + model.author() + "/" + model.family() + "-latest");
        if (newest.isPresent() && !newest.get().id().equals(modelId)) {
            return "Choose " + newest.get().id() + ", the newest of its family in service";
        }
        return catalog.nearest(modelId, 2).stream()
                .filter(other -> !other.id().equals(modelId))
                .findFirst()
                .map(other -> "Choose a model that is in service; the most alike is " + other.id())
                .orElse("Choose a model that is in service");
    }

    private static List<String> replacements(Model model, Catalog catalog) {
        List<String> names = new ArrayList<>();
        names.add(model.lifecycle().replacement());
        for (Endpoint endpoint : catalog.endpointsOf(model.id())) {
            names.add(endpoint.lifecycle().replacement());
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    private static boolean isServed(Model model, Catalog catalog) {
        return catalog.endpointsOf(model.id()).stream().anyMatch(Endpoint::isServed);
    }
}
