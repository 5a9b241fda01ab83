package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ends of life: announced for what is still served, past for what is not. */
final class Lives {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, List<JsonNode>> retiredByProvider = new HashMap<>();
    private final Aliases aliases;
    private final Set<String> models;

    Lives(Sources sources, Aliases aliases, Set<String> models) {
        this.aliases = aliases;
        this.models = models;
        for (JsonNode life : sources.lives()) {
            String provider = Rows.text(life, "provider");
            byId.putIfAbsent(provider + " " + Rows.text(life, "id"), life);
            if (Rows.text(life, "status").equals("retired")) {
                retiredByProvider.computeIfAbsent(provider, slug -> new ArrayList<>()).add(life);
            }
        }
    }

    /** ISO date on which an offer ends; empty when none is announced. */
    String shutdown(Offer offer) {
        String listed = Rows.text(offer.row(), "shutdown");
        return listed.isEmpty() ? Rows.text(life(offer), "shutdown_on") : listed;
    }

    /** The successor of an offer, as a model's id where the catalog knows it. */
    String replacement(Offer offer) {
        String listed = Rows.text(offer.row(), "replacement");
        return known(listed.isEmpty() ? Rows.text(life(offer), "replacement") : listed);
    }

    /** What a provider no longer serves. */
    List<ObjectNode> retired(String provider) {
        List<ObjectNode> rows = new ArrayList<>();
        retiredByProvider.getOrDefault(provider, List.of()).stream()
                .sorted(Comparator.comparing(life -> Rows.text(life, "id")))
                .forEach(life -> {
                    ObjectNode row = NODES.objectNode().put("id", Rows.text(life, "id"));
                    if (models.contains(Rows.text(life, "model"))) {
                        row.put("model", Rows.text(life, "model"));
                    }
                    put(row, "on", Rows.text(life, "shutdown_on"));
                    put(row, "replacement", known(Rows.text(life, "replacement")));
                    rows.add(row);
                });
        return rows;
    }

    private JsonNode life(Offer offer) {
        return byId.getOrDefault(offer.provider() + " " + offer.id(), NODES.objectNode());
    }

    private String known(String replacement) {
        return aliases.model(replacement).orElse(replacement);
    }

    private static void put(ObjectNode row, String key, String text) {
        if (!text.isEmpty()) {
            row.put(key, text);
        }
    }
}
