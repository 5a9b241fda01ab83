package dev.junctor.lab.catalog;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a provider's file. */
final class ProviderText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Sources sources;
    private final KeyVariables keys;
    private final Dialects dialects;

    ProviderText(Sources sources, KeyVariables keys, Dialects dialects) {
        this.sources = sources;
        this.keys = keys;
        this.dialects = dialects;
    }

    ObjectNode of(JsonNode provider, List<ObjectNode> endpoints, List<ObjectNode> retired) {
        String slug = Rows.text(provider, "slug");
        JsonNode correction = sources.correction(slug);
        ObjectNode file = NODES.objectNode();
        file.put("id", slug);
        file.put("name", Rows.text(provider, "name"));
        file.put("kind", Rows.text(provider, "kind"));
        if (provider.has("hq")) {
            file.put("headquarters", Rows.text(provider, "hq"));
        }
        List<String> env = keys.of(provider);
        if (!env.isEmpty()) {
            env.forEach(file.putArray("env")::add);
        }
        Map<String, String> urls = dialects.of(provider);
        if (!urls.isEmpty()) {
            ObjectNode object = file.putObject("dialects");
            urls.forEach(object::put);
        }
        JsonNode auth = correction.path("auth");
        String collected = auth(Rows.text(provider, "auth"));
        if (!auth.isMissingNode()) {
            file.set("auth", auth);
        } else if (!collected.equals("bearer")) {
            file.put("auth", collected);
        }
        if (correction.has("headers")) {
            file.set("headers", correction.path("headers"));
        }
        QuirksText.of(provider, sources).ifPresent(quirks -> file.set("quirks", quirks));
        if (provider.has("docs")) {
            file.putObject("links").put("docs", Rows.text(provider, "docs"));
        }
        rows(file, "endpoints", endpoints);
        rows(file, "retired", retired);
        return file;
    }

    private static void rows(ObjectNode file, String key, List<ObjectNode> rows) {
        if (!rows.isEmpty()) {
            ArrayNode array = file.putArray(key);
            rows.forEach(array::add);
        }
    }

    /** The catalog's word for a way to show a key, as it was collected in prose. */
    private static String auth(String prose) {
        if (prose.isEmpty() || prose.startsWith("Bearer")) {
            return "bearer";
        }
        if (prose.startsWith("none")) {
            return "none";
        }
        for (String header : List.of("api-key", "x-api-key", "x-goog-api-key")) {
            if (prose.startsWith("header " + header + " ")) {
                return header;
            }
        }
        return "other";
    }
}
