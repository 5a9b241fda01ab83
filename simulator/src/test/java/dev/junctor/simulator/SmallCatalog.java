package dev.junctor.simulator;

import dev.junctor.core.catalog.Capability;
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
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A few providers and models, for tests. */
public final class SmallCatalog {
    private static final Quirks ALWAYS_USAGE =
            new Quirks(
                    Map.of("max_completion_tokens", "max_tokens", "seed", "random_seed"),
                    Set.of("logit_bias"),
                    Map.of("developer", "system"),
                    Quirks.UsageInStream.ALWAYS,
                    Quirks.ReasoningTokens.INCLUDED,
                    Quirks.ReasoningFormat.EFFORT,
                    Quirks.CancelStopsBill.YES,
                    Quirks.CostSource.LISTED);

    private static final Quirks SEPARATE =
            new Quirks(
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    Quirks.UsageInStream.STREAM_OPTIONS,
                    Quirks.ReasoningTokens.SEPARATE,
                    Quirks.ReasoningFormat.EFFORT,
                    Quirks.CancelStopsBill.YES,
                    Quirks.CostSource.LISTED);

    private static final Quirks COMPLETION_TOKENS =
            new Quirks(
                    Map.of("max_tokens", "max_completion_tokens"),
                    Set.of(),
                    Map.of(),
                    Quirks.UsageInStream.STREAM_OPTIONS,
                    Quirks.ReasoningTokens.INCLUDED,
                    Quirks.ReasoningFormat.EFFORT,
                    Quirks.CancelStopsBill.YES,
                    Quirks.CostSource.LISTED);

    private static final Quirks TELLS_COST =
            new Quirks(
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    Quirks.UsageInStream.STREAM_OPTIONS,
                    Quirks.ReasoningTokens.INCLUDED,
                    Quirks.ReasoningFormat.EFFORT,
                    Quirks.CancelStopsBill.YES,
                    Quirks.CostSource.REPORTED);

    private SmallCatalog() {}

    /** acme (plain), openai, anthropic, google with {@code gemini-3-pro}, mistral, xai, cerebras, openrouter; each with {@code small} and {@code thinker}; acme also {@code endless}. */
    public static Catalog catalog() {
        List<Provider> providers =
                List.of(
                        provider("acme", Provider.Kind.HOST, Quirks.NONE),
                        provider("openai", Provider.Kind.LAB, COMPLETION_TOKENS),
                        provider("mistral", Provider.Kind.LAB, ALWAYS_USAGE),
                        provider("xai", Provider.Kind.LAB, SEPARATE),
                        provider("cerebras", Provider.Kind.HOST, Quirks.NONE),
                        provider("openrouter", Provider.Kind.GATEWAY, TELLS_COST),
                        provider("anthropic", Provider.Kind.LAB, Quirks.NONE),
                        provider("google", Provider.Kind.LAB, Quirks.NONE));
        List<Endpoint> endpoints = new ArrayList<>();
        for (Provider provider : providers) {
            endpoints.add(endpoint(provider, "lab/small", "small", Set.of(), Reasoning.NONE));
            endpoints.add(
                    endpoint(
                            provider,
                            "lab/thinker",
                            "thinker",
                            Set.of("temperature"),
                            new Reasoning(
                                    List.of("low", "medium", "high"),
                                    Reasoning.Support.NO,
                                    Reasoning.Support.NO)));
        }
        endpoints.add(unlimited(endpoints.getFirst(), "endless"));
        endpoints.add(
                endpoint(
                        providers.getLast(),
                        "lab/gemini-3-pro",
                        "gemini-3-pro",
                        Set.of("logit_bias"),
                        new Reasoning(List.of(), Reasoning.Support.NO, Reasoning.Support.NO)));
        return Catalog.of(
                providers,
                List.of(
                        model("lab/small"),
                        model("lab/thinker"),
                        model("lab/endless"),
                        model("lab/gemini-3-pro")),
                endpoints);
    }

    /** An endpoint of the catalog. */
    public static Endpoint endpoint(String provider, String upstreamId) {
        return catalog().endpointsOf("lab/" + upstreamId).stream()
                .filter(endpoint -> endpoint.provider().slug().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    /** The same without limits and under another id. */
    public static Endpoint unlimited(Endpoint small, String upstreamId) {
        return new Endpoint(
                small.provider().slug() + ":" + upstreamId,
                small.tag(),
                small.provider(),
                "lab/" + upstreamId,
                upstreamId,
                small.dialect(),
                small.type(),
                "",
                "unknown",
                0,
                0,
                0,
                small.in(),
                small.out(),
                small.capabilities(),
                small.refused(),
                small.reasoning(),
                small.pricing(),
                small.lifecycle());
    }

    private static Provider provider(String slug, Provider.Kind kind, Quirks quirks) {
        return new Provider(
                slug,
                "The " + slug,
                kind,
                List.of(),
                dialects(slug),
                Provider.Auth.BEARER,
                slug.equals("anthropic") ? Map.of("anthropic-version", "2023-06-01") : Map.of(),
                quirks,
                DataPolicy.UNKNOWN,
                "",
                Map.of());
    }

    private static Map<String, String> dialects(String slug) {
        String url = "https://" + slug + ".example/v1";
        return switch (slug) {
            case "openai" -> Map.of("openai-chat", url, "openai-responses", url);
            case "anthropic" -> Map.of("openai-chat", url, "anthropic-messages", url);
            case "google" -> Map.of("openai-chat", url, "gemini", url + "beta");
            default -> Map.of("openai-chat", url);
        };
    }

    private static Model model(String id) {
        return new Model(
                id,
                id,
                "",
                "",
                "",
                Model.Weights.UNKNOWN,
                8_192,
                4_096,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                Reasoning.NONE,
                Lifecycle.ACTIVE,
                List.of(),
                Map.of());
    }

    private static Endpoint endpoint(
            Provider provider,
            String model,
            String upstreamId,
            Set<String> refused,
            Reasoning reasoning) {
        Set<Capability> capabilities =
                EnumSet.of(
                        Capability.TOOLS,
                        Capability.TOOL_CHOICE,
                        Capability.PARALLEL_TOOLS,
                        Capability.STRUCTURED_OUTPUT,
                        Capability.CACHING);
        if (!refused.isEmpty()) {
            capabilities.add(Capability.REASONING);
        }
        long usd = 1_000_000_000;
        return new Endpoint(
                provider.slug() + ":" + upstreamId,
                provider.slug(),
                provider,
                model,
                upstreamId,
                "openai-chat",
                "chat",
                "",
                "unknown",
                8_192,
                0,
                4_096,
                refused.isEmpty() ? Set.of(Modality.TEXT, Modality.IMAGE) : Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                capabilities,
                refused,
                reasoning,
                new Pricing.Known(
                        Price.flat(Rates.of(Map.of(Bucket.INPUT, usd, Bucket.OUTPUT, 2 * usd))),
                        Pricing.Basis.CATALOG),
                Lifecycle.ACTIVE);
    }
}
