package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.route.Snapshot;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models, who serves them and at what price: public, as OpenRouter has it. */
final class ModelRoutes {
    private final ApiParts parts;
    private final AtomicReference<Listing> latest;

    ModelRoutes(ApiParts parts) {
        this.parts = parts;
        this.latest =
                new AtomicReference<>(
                        new Listing(Catalog.of(List.of(), List.of(), List.of()), List.of()));
    }

    /** {@code GET /models} and {@code GET /models/user}. */
    ApiAnswer list(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        Snapshot snapshot = parts.snapshot().get();
        Predicate<Offer> wanted = ModelFilters.of(query, today());
        Comparator<Offer> order = ModelSort.of(query.text("sort"), snapshot);
        Page page = Page.of(query);
        List<Listing.Listed> found =
                listing(snapshot).models().stream()
                        .filter(listed -> wanted.test(listed.offer()))
                        .sorted(Comparator.comparing(Listing.Listed::offer, order))
                        .toList();
        List<Model> models = found.stream().map(listed -> listed.offer().model()).toList();
        switch (ModelShapes.of(request)) {
            case GEMINI -> {
                return ModelShapes.gemini(models);
            }
            case ANTHROPIC -> {
                return ModelShapes.anthropic(models);
            }
            case OPENAI -> {}
        }
        String next = page.next(request.path(), request.query(), found.size());
        return ApiAnswer.json(Listing.answer(page.of(found), found.size(), next));
    }

    /** {@code GET /models/count}. */
    ApiAnswer count(ApiRequest request, Visitor visitor) {
        String modalities = new QueryText(request.query()).text("output_modalities");
        Predicate<Offer> wanted = ModelFilters.gives(modalities.isEmpty() ? "text" : modalities);
        long count =
                listing(parts.snapshot().get()).models().stream()
                        .filter(listed -> wanted.test(listed.offer()))
                        .count();
        return Json.data(Json.object().put("count", count));
    }

    /** {@code GET /model/{author}/{slug}}: wrapped in {@code data}, as OpenRouter has it. */
    ApiAnswer one(ApiRequest request, Visitor visitor) {
        return Json.data(entry(name(request)));
    }

    /** {@code GET /models/{id}}: bare, as OpenAI has it. */
    ApiAnswer retrieve(ApiRequest request, Visitor visitor) {
        return Json.answer(entry(name(request)));
    }

    /** {@code GET /v1beta/models/{model}}: in Gemini's shape. */
    ApiAnswer google(ApiRequest request, Visitor visitor) {
        Catalog catalog = parts.snapshot().get().catalog();
        Named named = Named.of(request.parts().getOrDefault("model", ""), catalog);
        return named.offer(offers(parts.snapshot().get()))
                .map(offer -> ModelShapes.gemini(offer.model()))
                .orElseThrow(() -> named.missing(catalog));
    }

    /** {@code GET /models/{author}/{slug}/endpoints}. */
    ApiAnswer endpoints(ApiRequest request, Visitor visitor) {
        Snapshot snapshot = parts.snapshot().get();
        Catalog catalog = snapshot.catalog();
        Named named = Named.of(name(request), catalog);
        Optional<Offer> offer = named.offer(offers(snapshot));
        Model model =
                offer.map(Offer::model)
                        .or(() -> catalog.resolve(named.base()))
                        .orElseThrow(() -> named.missing(catalog));
        List<Offer.Priced> endpoints =
                named.isAuto() ? List.of() : offer.map(Offer::endpoints).orElse(List.of());
        ObjectNode data = Json.object();
        data.put("id", model.id());
        data.put("name", model.name());
        data.put("created", Dates.epochSeconds(model.released()));
        data.put("description", "");
        data.set(
                "architecture",
                ModelEntry.architecture(model.in(), model.out()).put("tokenizer", "Other"));
        ArrayNode list = data.putArray("endpoints");
        endpoints.forEach(one -> list.add(entry(model, one, snapshot, figuresFor(visitor))));
        return Json.data(data);
    }

    /** {@code GET /endpoints/zdr}. */
    ApiAnswer zeroRetention(ApiRequest request, Visitor visitor) {
        Snapshot snapshot = parts.snapshot().get();
        ArrayNode data = Json.array();
        for (Offer offer : offers(snapshot).all()) {
            for (Offer.Priced one : offer.endpoints()) {
                DataPolicy policy = one.endpoint().provider().dataPolicy();
                if (policy.zeroRetention() == DataPolicy.Stance.YES) {
                    data.add(entry(offer.model(), one, snapshot, figuresFor(visitor)));
                }
            }
        }
        return Json.data(data);
    }

    private JsonNode entry(String name) {
        Snapshot snapshot = parts.snapshot().get();
        Catalog catalog = snapshot.catalog();
        Named named = Named.of(name, catalog);
        Optional<Offer> offer = named.offer(offers(snapshot));
        if (offer.isEmpty()) {
            throw named.missing(catalog);
        }
        return named.base().startsWith("~")
                ? ModelEntry.alias(named.base(), offer.get())
                : ModelEntry.listed(offer.get());
    }

    private static JsonNode entry(
            Model model, Offer.Priced one, Snapshot snapshot, EndpointEntry.Figures figures) {
        return EndpointEntry.of(model, one, snapshot.healthOf(one.endpoint()), figures);
    }

    private static EndpointEntry.Figures figuresFor(Visitor visitor) {
        return switch (visitor) {
            case Visitor.Holder holder -> EndpointEntry.Figures.SHOWN;
            case Visitor.Nobody nobody -> EndpointEntry.Figures.WITHHELD;
        };
    }

    private static String name(ApiRequest request) {
        String id = request.parts().getOrDefault("id", "");
        return id.isEmpty()
                ? request.parts().get("author") + "/" + request.parts().get("slug")
                : id;
    }

    private Listing listing(Snapshot snapshot) {
        Listing known = latest.get();
        if (known.catalog() == snapshot.catalog()) {
            return known;
        }
        Listing made = Listing.of(snapshot.catalog(), parts.dialects().names());
        latest.set(made);
        return made;
    }

    private Offers offers(Snapshot snapshot) {
        return new Offers(snapshot.catalog(), parts.dialects().names());
    }

    private long today() {
        return TimeUnit.MILLISECONDS.toDays(parts.epochMillis().getAsLong());
    }
}
