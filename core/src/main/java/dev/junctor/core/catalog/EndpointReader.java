package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Pricing.Basis;
import dev.junctor.core.catalog.ProviderFile.ModelLookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the {@code endpoints} of a provider's file. */
final class EndpointReader {
    private static final Set<String> KEYS =
            Fields.keysOf(
                    "model",
                    "upstream",
                    "tag",
                    "dialect",
                    "type",
                    "region",
                    "quantization",
                    "context",
                    "max_input",
                    "max_output",
                    "in",
                    "out",
                    "caps",
                    "refused",
                    "reasoning",
                    "price",
                    "price_zero",
                    "status",
                    "shutdown",
                    "replacement");
    private static final String USUAL_DIALECT = "openai-chat";

    private final Provider provider;
    private final ModelLookup models;

    EndpointReader(Provider provider, ModelLookup models) {
        this.provider = provider;
        this.models = models;
    }

    Endpoint read(JsonNode node, Place place) {
        Fields fields = Fields.of(node, place, KEYS);
        String modelId = fields.text("model");
        Model model = models.find(modelId, fields.placeOf("model"));
        String upstream = fields.text("upstream");
        Set<String> refused = new LinkedHashSet<>(fields.texts("refused"));
        refused.addAll(provider.quirks().dropped());
        return new Endpoint(
                provider.slug() + ":" + upstream,
                tag(fields),
                provider,
                modelId,
                upstream,
                dialect(fields),
                fields.text("type", "chat"),
                fields.text("region", ""),
                fields.text("quantization", "unknown"),
                fields.count("context", model.context()),
                fields.count("max_input", 0),
                fields.count("max_output", model.maxOutput()),
                TraitsReader.modalities(fields, "in").orElse(model.in()),
                TraitsReader.modalities(fields, "out").orElse(model.out()),
                TraitsReader.capabilities(fields).orElse(model.capabilities()),
                refused,
                TraitsReader.reasoning(fields).orElse(model.reasoning()),
                pricing(fields),
                TraitsReader.lifecycle(fields));
    }

    /** The same with {@code @region} in the key of each that shares its upstream id with another. */
    List<Endpoint> keyed(List<Endpoint> endpoints) {
        Map<String, Integer> uses = new HashMap<>();
        endpoints.forEach(endpoint -> uses.merge(endpoint.key(), 1, Integer::sum));
        List<Endpoint> keyed = new ArrayList<>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            boolean shared = uses.getOrDefault(endpoint.key(), 0) > 1;
            boolean placed = !endpoint.region().isEmpty();
            keyed.add(
                    shared && placed
                            ? endpoint.withKey(endpoint.key() + "@" + endpoint.region())
                            : endpoint);
        }
        return keyed;
    }

    private String tag(Fields fields) {
        String slug = provider.slug();
        String tag = fields.text("tag", slug);
        if (!tag.equals(slug) && !tag.startsWith(slug + "/")) {
            throw new CatalogException(
                    fields.placeOf("tag"),
                    "does not begin with the provider",
                    "Write \"" + slug + "/…\".");
        }
        return tag;
    }

    private String dialect(Fields fields) {
        Map<String, String> spoken = provider.dialects();
        String usual =
                spoken.containsKey(USUAL_DIALECT) || spoken.size() != 1
                        ? USUAL_DIALECT
                        : spoken.keySet().iterator().next();
        return fields.text("dialect", usual);
    }

    private static Pricing pricing(Fields fields) {
        if (fields.flag("price_zero") && fields.has("price")) {
            throw new CatalogException(
                    fields.placeOf("price_zero"),
                    "contradicts the price beside it",
                    "Leave one of them.");
        }
        return fields.node("price")
                .<Pricing>map(price ->
                        new Pricing.Known(
                                PriceReader.read(price, fields.placeOf("price")), Basis.CATALOG))
                .orElseGet(Pricing.Unknown::new);
    }
}
