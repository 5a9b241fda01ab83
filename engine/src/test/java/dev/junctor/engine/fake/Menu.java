package dev.junctor.engine.fake;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Models and who serves them, as tests need them: input $1, output $2 for a million tokens. */
public final class Menu {
    private static final Price PRICE =
            Price.flat(
                    Rates.of(Map.of(Bucket.INPUT, 1_000_000_000L, Bucket.OUTPUT, 2_000_000_000L)));

    private Menu() {}

    /** A model served by a provider without quirks. */
    public static Candidate candidate(String provider, String model) {
        return candidate(provider, model, Quirks.NONE);
    }

    /** A model served by a provider with quirks. */
    public static Candidate candidate(String provider, String model, Quirks quirks) {
        return new Candidate(endpoint(provider, model, quirks), model(model), 1, List.of());
    }

    /** The same at another price. */
    public static Candidate priced(Candidate candidate, Price price) {
        return with(
                candidate,
                candidate.endpoint().withPricing(new Pricing.Known(price, Pricing.Basis.CATALOG)));
    }

    /** The same that costs nothing. */
    public static Candidate free(Candidate candidate) {
        return priced(candidate, Price.flat(Rates.of(Map.of(Bucket.INPUT, 0L, Bucket.OUTPUT, 0L))));
    }

    /** All of them as a catalog. */
    public static Catalog catalog(Candidate... candidates) {
        Map<String, Provider> providers = new LinkedHashMap<>();
        Map<String, Model> models = new LinkedHashMap<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Endpoint endpoint = candidate.endpoint();
            providers.put(endpoint.provider().slug(), endpoint.provider());
            models.put(candidate.model().id(), candidate.model());
            endpoints.add(endpoint);
        }
        return Catalog.of(providers.values(), List.copyOf(models.values()), endpoints);
    }

    /** The same whose model has a public vocabulary. */
    public static Candidate spelled(Candidate candidate, String tokenizer) {
        Model model = candidate.model();
        return new Candidate(
                candidate.endpoint(),
                new Model(
                        model.id(),
                        model.name(),
                        model.family(),
                        model.released(),
                        model.knowledge(),
                        model.weights(),
                        model.context(),
                        model.maxOutput(),
                        model.in(),
                        model.out(),
                        model.capabilities(),
                        model.reasoning(),
                        model.lifecycle(),
                        model.aliases(),
                        tokenizer,
                        model.quality()),
                candidate.score(),
                List.of());
    }

    private static Candidate with(Candidate candidate, Endpoint endpoint) {
        return new Candidate(endpoint, candidate.model(), candidate.score(), List.of());
    }

    /** An endpoint whose provider has no address, so that sending to it is an error of this program. */
    public static Candidate unsendable(String provider, String model) {
        Endpoint endpoint = endpoint(provider, model, Quirks.NONE);
        return new Candidate(
                endpoint.withProvider(endpoint.provider().withDialects(Map.of())),
                model(model),
                1,
                List.of());
    }

    /** Says itself what an answer cost. */
    public static Quirks tellsCost() {
        return new Quirks(
                Map.of(),
                Set.of(),
                Map.of(),
                Quirks.UsageInStream.STREAM_OPTIONS,
                Quirks.ReasoningTokens.INCLUDED,
                Quirks.ReasoningFormat.EFFORT,
                Quirks.CancelStopsBill.YES,
                Quirks.CostSource.REPORTED);
    }

    /** Bills what it is sent although the connection is closed. */
    public static Quirks billsOnCancel() {
        return new Quirks(
                Map.of(),
                Set.of(),
                Map.of(),
                Quirks.UsageInStream.STREAM_OPTIONS,
                Quirks.ReasoningTokens.INCLUDED,
                Quirks.ReasoningFormat.EFFORT,
                Quirks.CancelStopsBill.NO,
                Quirks.CostSource.LISTED);
    }

    private static Endpoint endpoint(String provider, String model, Quirks quirks) {
        return new Endpoint(
                provider + ":" + model,
                provider,
                new Provider(
                        provider,
                        provider.toUpperCase(java.util.Locale.ROOT),
                        Provider.Kind.HOST,
                        List.of(),
                        Map.of("openai-chat", "http://" + provider + ".test/v1"),
                        Provider.Auth.BEARER,
                        Map.of(),
                        quirks,
                        DataPolicy.UNKNOWN,
                        "",
                        Map.of()),
                model,
                "upstream-" + model.substring(model.indexOf('/') + 1),
                "openai-chat",
                "chat",
                "",
                "unknown",
                100_000,
                0,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                Set.of(),
                Reasoning.NONE,
                new Pricing.Known(PRICE, Pricing.Basis.CATALOG),
                Lifecycle.ACTIVE);
    }

    private static Model model(String id) {
        return new Model(
                id,
                id,
                "",
                "",
                "",
                Model.Weights.UNKNOWN,
                100_000,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                Reasoning.NONE,
                Lifecycle.ACTIVE,
                List.of(),
                Map.of());
    }
}
