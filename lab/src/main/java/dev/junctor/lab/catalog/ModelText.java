package dev.junctor.lab.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a model's file. */
final class ModelText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Aliases aliases;
    private final Sources sources;
    private final Map<String, JsonNode> quality;
    private final Set<String> families = new HashSet<>();

    ModelText(Aliases aliases, Sources sources, List<JsonNode> models) {
        this.aliases = aliases;
        this.sources = sources;
        this.quality = sources.quality();
        models.forEach(model -> families.add(author(model) + "/" + Rows.text(model, "family")));
    }

    ObjectNode of(JsonNode row) {
        String id = Rows.text(row, "id");
        ObjectNode file = NODES.objectNode();
        file.put("id", id);
        file.put("name", Rows.text(row, "name"));
        put(file, "family", family(row));
        put(file, "released", Rows.text(row, "released"));
        put(file, "knowledge", Rows.text(row, "knowledge"));
        if (row.has("open_weights")) {
            file.put("weights", Rows.flag(row, "open_weights") ? "open" : "closed");
        }
        Traits.of(row).write(file, Traits.NONE);
        String status = Rows.text(row, "status");
        put(file, "status", status.equals("active") ? "" : status);
        put(file, "shutdown", Rows.text(row, "shutdown"));
        List<String> names = aliases.of(id);
        if (!names.isEmpty()) {
            names.forEach(file.putArray("aliases")::add);
        }
        put(file, "tokenizer", sources.tokenizer(id));
        scores(file, quality.getOrDefault(id, NODES.objectNode()).path("arena"));
        return file;
    }

    /** The listed family, or the one that is left of the slug without its version when others have it too. */
    private String family(JsonNode row) {
        String listed = Rows.text(row, "family");
        if (!listed.isEmpty()) {
            return listed;
        }
        String slug = Rows.text(row, "id").substring(author(row).length() + 1);
        String unversioned = slug.replaceAll("-\\d+([.-]\\d+)*(?=-|$)", "");
        return families.contains(author(row) + "/" + unversioned) ? unversioned : "";
    }

    private static String author(JsonNode row) {
        return Aliases.author(Rows.text(row, "id"));
    }

    private static void scores(ObjectNode file, JsonNode domains) {
        if (!domains.isEmpty()) {
            ObjectNode scores = file.putObject("quality");
            domains.properties()
                    .forEach(entry -> scores.set(entry.getKey(), entry.getValue().path("score")));
        }
    }

    private static void put(ObjectNode file, String key, String text) {
        if (!text.isEmpty()) {
            file.put(key, text);
        }
    }
}
