package dev.junctor.server.api;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Reasoning;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model in lists: OpenRouter's shape with the fields that OpenAI's clients ask of a model; {@code quality} and {@code
 * provider_count} are ours.
 */
final class ModelEntry {
    private static final String NOT_REASONING = "none";

    private ModelEntry() {}

    static ObjectNode of(Offer offer) {
        Model model = offer.model();
        Offer.Priced top = offer.top();
        ObjectNode entry = Json.object();
        entry.put("id", model.id());
        entry.put("object", "model");
        entry.put("created", Dates.epochSeconds(model.released()));
        entry.put("owned_by", model.author());
        entry.put("canonical_slug", model.id());
        entry.putNull("hugging_face_id");
        entry.put("name", model.name());
        entry.put("description", "");
        entry.set("context_length", Json.numberOrNull(offer.context()));
        entry.set("architecture", architecture(offer.in(), offer.out()).put("tokenizer", "Other"));
        entry.set("pricing", PublicPrice.of(top.price()));
        entry.set("top_provider", topProvider(top.endpoint()));
        entry.putNull("per_request_limits");
        entry.set("supported_parameters", Json.texts(offer.supportedParameters()));
        entry.putNull("default_parameters");
        entry.putNull("supported_voices");
        entry.set(
                "knowledge_cutoff",
                Json.textOrNull(Dates.last(model.knowledge()).map(LocalDate::toString).orElse("")));
        entry.set("expiration_date", Json.textOrNull(model.lifecycle().shutdownOn()));
        entry.set("links", links(model.id()));
        entry.put("provider_count", offer.providers());
        if (model.capabilities().contains(Capability.REASONING)) {
            entry.set("reasoning", reasoning(model.reasoning()));
        }
        entry.put("provider_count", providers(offer));
        if (!model.quality().isEmpty()) {
            entry.set("quality", quality(model.quality()));
        }
        return entry;
    }

    /** A model in lists, under its id or under one that stands for a choice among models. */
    static ObjectNode listed(Offer offer) {
        return offer.model().id().equals(Offers.AUTO) ? router(offer) : of(offer);
    }

    /** What only chooses among models: its price is that of the one it takes. */
    private static ObjectNode router(Offer offer) {
        ObjectNode entry = of(offer);
        entry.put(
                "description",
                "Takes the model that suits a request, as routing.objective says: cost, latency,"
                        + " quality or balanced.");
        entry.set("pricing", PublicPrice.depends());
        ObjectNode top = entry.putObject("top_provider");
        top.putNull("context_length");
        top.putNull("max_completion_tokens");
        top.put("is_moderated", false);
        return entry;
    }

    /** An alias that means the newest of a family: what its target is, under the alias's name. */
    static ObjectNode alias(String alias, Offer target) {
        ObjectNode entry = of(target);
        entry.put("id", alias);
        entry.put("canonical_slug", alias);
        entry.set("links", links(alias));
        entry.putObject("alias_target")
                .put("name", target.model().name())
                .put("slug", target.model().id());
        return entry;
    }

    static ObjectNode architecture(Collection<Modality> in, Collection<Modality> out) {
        ObjectNode architecture = Json.object();
        List<String> inputs = names(in);
        List<String> outputs = names(out);
        architecture.put("modality", String.join("+", inputs) + "->" + String.join("+", outputs));
        architecture.set("input_modalities", Json.texts(inputs));
        architecture.set("output_modalities", Json.texts(outputs));
        architecture.putNull("instruct_type");
        return architecture;
    }

    private static List<String> names(Collection<Modality> modalities) {
        return modalities.stream().sorted().map(Modality::apiName).toList();
    }

    private static ObjectNode topProvider(Endpoint endpoint) {
        ObjectNode top = Json.object();
        top.set("context_length", Json.numberOrNull(endpoint.context()));
        top.set("max_completion_tokens", Json.numberOrNull(endpoint.maxOutput()));
        return top.put("is_moderated", false);
    }

    private static ObjectNode links(String id) {
        return Json.object().put("details", "/api/v1/models/" + id + "/endpoints");
    }

    private static long providers(Offer offer) {
        return offer.endpoints().stream()
                .map(one -> one.endpoint().provider().slug())
                .distinct()
                .count();
    }

    /** It is mandatory only where the efforts are known, none of them is none and there is no switch. */
    private static ObjectNode reasoning(Reasoning reasoning) {
        List<String> efforts = reasoning.efforts();
        boolean canBeOff =
                efforts.isEmpty()
                        || efforts.contains(NOT_REASONING)
                        || reasoning.toggle() == Reasoning.Support.YES;
        ObjectNode entry = Json.object().put("mandatory", !canBeOff);
        entry.set("supported_efforts", Json.textsOrNull(efforts));
        return entry.put("supports_max_tokens", reasoning.budget() == Reasoning.Support.YES);
    }

    private static ObjectNode quality(Map<String, Double> scores) {
        ObjectNode entry = Json.object();
        new TreeMap<>(scores).forEach(entry::put);
        return entry;
    }
}
