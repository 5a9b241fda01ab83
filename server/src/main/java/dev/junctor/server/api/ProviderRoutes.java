package dev.junctor.server.api;

import dev.junctor.core.catalog.Provider;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who serves models here. */
final class ProviderRoutes {
    private final ApiParts parts;

    ProviderRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /providers}. */
    ApiAnswer list(ApiRequest request, Visitor visitor) {
        ArrayNode data = Json.array();
        parts.snapshot().get().catalog().providers().forEach(provider -> data.add(entry(provider)));
        return Json.data(data);
    }

    private static ObjectNode entry(Provider provider) {
        ObjectNode entry = Json.object();
        entry.put("name", provider.name());
        entry.put("slug", provider.slug());
        entry.set("privacy_policy_url", link(provider, "privacy"));
        entry.set("terms_of_service_url", link(provider, "terms"));
        entry.set("status_page_url", link(provider, "status"));
        entry.set("headquarters", Json.textOrNull(provider.headquarters()));
        entry.putNull("datacenters");
        return entry;
    }

    private static JsonNode link(Provider provider, String kind) {
        return Json.textOrNull(provider.links().getOrDefault(kind, ""));
    }
}
