package dev.junctor.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which model a name means, in any case.
 *
 * <p>A name that two models claim with the same right means neither: a guess could send a prompt to the wrong model. An
 * id has the best right; then served models come before others, and of each an alias before the id without its author,
 * and that before what providers call the model.
 */
final class Names {
    private static final int ID = 0;
    private static final int ALIAS = 1;
    private static final int SLUG = 2;
    private static final int UPSTREAM = 3;
    private static final int NOT_SERVED = 3;

    private final Map<String, Claim> claims;

    /**
     * The best claim on a name.
     *
     * @param right the smaller, the better
     * @param model absent when several claim it
     */
    private record Claim(int right, Optional<Model> model) {}

    Names(
            Map<String, Model> models,
            Set<String> served,
            Map<String, List<Endpoint>> endpointsByModel) {
        this.claims = HashMap.newHashMap(4 * models.size());
        for (Model model : models.values()) {
            int later = served.contains(model.id()) ? 0 : NOT_SERVED;
            claim(model.id(), ID, model);
            for (String alias : model.aliases()) {
                claim(alias, ALIAS + later, model);
            }
            claim(model.slug(), SLUG + later, model);
            for (Endpoint endpoint : endpointsByModel.getOrDefault(model.id(), List.of())) {
                claim(endpoint.upstreamId(), UPSTREAM + later, model);
            }
        }
    }

    Optional<Model> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Model> found = claimed(lower);
        int slash = lower.indexOf('/');
        if (found.isPresent() || slash < 0) {
            return found;
        }
        String author = lower.substring(0, slash);
        return claimed(lower.substring(slash + 1)).filter(model -> model.author().equals(author));
    }

    private Optional<Model> claimed(String lower) {
        Claim claim = claims.get(lower);
        return claim == null ? Optional.empty() : claim.model();
    }

    private void claim(String name, int right, Model model) {
        String lower = name.toLowerCase(Locale.ROOT);
        Claim before = claims.get(lower);
        if (before == null || right < before.right()) {
            claims.put(lower, new Claim(right, Optional.of(model)));
        } else if (right == before.right() && !isOf(before, model)) {
            claims.put(lower, new Claim(right, Optional.empty()));
        }
    }

    private static boolean isOf(Claim claim, Model model) {
        return claim.model().map(Model::id).orElse("").equals(model.id());
    }
}
