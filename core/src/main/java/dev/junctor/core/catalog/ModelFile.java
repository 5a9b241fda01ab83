package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code models/author/slug.json}: one model. */
public final class ModelFile {
    private static final Set<String> KEYS =
            Fields.keysOf(
                    "id",
                    "name",
                    "family",
                    "released",
                    "knowledge",
                    "weights",
                    "context",
                    "max_output",
                    "in",
                    "out",
                    "caps",
                    "reasoning",
                    "status",
                    "shutdown",
                    "replacement",
                    "aliases",
                    "tokenizer",
                    "quality");

    private ModelFile() {}

    /**
     * Reads a model.
     *
     * @param file its name below the catalog's folder, for errors; it must be {@link #nameOf} its id
     * @throws CatalogException that says what is wrong, where, and what to write
     */
    public static Model read(String file, byte[] json) {
        Place place = Place.of(file);
        Fields fields = Fields.of(Tree.read(json, place), place, KEYS);
        String id = id(fields);
        if (!file.endsWith(nameOf(id))) {
            throw new CatalogException(
                    fields.placeOf("id"), "belongs in another file", "Call it " + nameOf(id) + ".");
        }
        return new Model(
                id,
                fields.text("name", id),
                fields.text("family", ""),
                fields.text("released", ""),
                fields.text("knowledge", ""),
                fields.constant("weights", Weights.UNKNOWN),
                fields.count("context", 0),
                fields.count("max_output", 0),
                TraitsReader.modalities(fields, "in").orElse(Set.of(Modality.TEXT)),
                TraitsReader.modalities(fields, "out").orElse(Set.of(Modality.TEXT)),
                TraitsReader.capabilities(fields).orElse(Set.of()),
                TraitsReader.reasoning(fields).orElse(Reasoning.NONE),
                TraitsReader.lifecycle(fields),
                fields.texts("aliases"),
                fields.text("tokenizer", ""),
                quality(fields));
    }

    /** Where the model with an id is kept: a variant's colon, which not every disk takes, becomes two dashes. */
    public static String nameOf(String id) {
        return "models/" + id.replace(":", "--") + ".json";
    }

    private static String id(Fields fields) {
        String id = fields.text("id");
        int slash = id.indexOf('/');
        if (slash <= 0 || slash == id.length() - 1) {
            throw new CatalogException(
                    fields.placeOf("id"), "is not author/slug", "Write as \"author/slug\".");
        }
        return id;
    }

    private static Map<String, Double> quality(Fields fields) {
        Map<String, Double> scores = new LinkedHashMap<>();
        fields.node("quality")
                .map(node -> Fields.any(node, fields.placeOf("quality")))
                .ifPresent(quality -> {
                    for (String domain : quality.keys()) {
                        if (!quality.required(domain).isNumber()) {
                            throw new CatalogException(
                                    quality.placeOf(domain), "is not a number", "Write a score.");
                        }
                        scores.put(domain, quality.required(domain).doubleValue());
                    }
                });
        return scores;
    }
}
