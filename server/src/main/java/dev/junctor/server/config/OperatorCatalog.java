package dev.junctor.server.config;

import dev.junctor.core.base.Nearest;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.DataPolicy.Stance;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.server.config.ProviderSettings.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says about providers, laid over the catalog: base URLs, facts and ceiling prices of those that
 * the catalog knows, and others with their models. Disabled providers are taken out.
 */
public final class OperatorCatalog {
    private static final String UNKNOWN = "unknown";
    private static final String FIRST_CHOICE = "openai-chat";

    private final Catalog base;
    private final Place top;

    private OperatorCatalog(Catalog base, Place top) {
        this.base = base;
        this.top = top;
    }

    /**
     * The outcome.
     *
     * @param catalog what is in force, if there are no problems
     * @param problems what does not fit the catalog; empty for none
     */
    public record Laid(Catalog catalog, List<ConfigProblem> problems) {
        public Laid {
            problems = List.copyOf(problems);
        }
    }

    /** Lays a configuration over the catalog. */
    public static Laid lay(Catalog base, Config config) {
        Place top = Place.top();
        Place providers = top.at("providers");
        Catalog laid = base;
        for (ProviderSettings settings : config.providers().values()) {
            Place place = providers.at(settings.slug());
            laid = new OperatorCatalog(laid, place).with(settings);
        }
        new OperatorCatalog(laid, top.at("policy")).checkNames(config.policy());
        Catalog enabled =
                laid.restrictedTo(provider ->
                        config.provider(provider.slug())
                                .map(settings -> settings.standing() == Standing.ENABLED)
                                .orElse(true));
        return new Laid(enabled, top.problems());
    }

    private Catalog with(ProviderSettings settings) {
        Optional<Provider> known = base.provider(settings.slug());
        if (known.isEmpty() && isStranger(settings)) {
            top.problem(0, stranger(settings));
            return base;
        }
        Provider provider =
                known.map(its -> changed(its, settings)).orElseGet(() -> made(settings));
        checkQuantizations(settings);
        List<Endpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : base.endpoints()) {
            if (endpoint.provider().slug().equals(settings.slug())) {
                endpoints.add(changed(endpoint.withProvider(provider), settings));
            }
        }
        DeclaredModels declared = new DeclaredModels(base, provider, dialectOf(provider, settings));
        settings.models().forEach(model -> endpoints.add(declared.endpoint(model)));
        return base.with(
                List.of(provider),
                settings.models().stream().flatMap(declared::unknownModel).toList(),
                endpoints);
    }

    private static boolean isStranger(ProviderSettings settings) {
        return settings.dialect().isEmpty()
                || settings.baseUrl().isEmpty()
                || settings.models().isEmpty();
    }

    private String stranger(ProviderSettings settings) {
        List<String> missing = new ArrayList<>();
        if (settings.dialect().isEmpty()) {
            missing.add("dialect");
        }
        if (settings.baseUrl().isEmpty()) {
            missing.add("base_url");
        }
        if (settings.models().isEmpty()) {
            missing.add("models");
        }
        List<String> slugs = base.providers().stream().map(Provider::slug).toList();
        String meant =
                Nearest.to(settings.slug(), slugs)
                        .map(nearest -> "did you mean " + nearest + "? ")
                        .orElse("");
        return "is no provider of the catalog: "
                + meant
                + "A provider of your own needs "
                + String.join(", ", missing)
                + " too";
    }

    private static Provider made(ProviderSettings settings) {
        return new Provider(
                settings.slug(),
                settings.slug(),
                Provider.Kind.OTHER,
                List.of(),
                Map.of(settings.dialect(), settings.baseUrl()),
                settings.apiKey().isEmpty() ? Provider.Auth.NONE : authOf(settings.dialect()),
                headersOf(settings.dialect()),
                Quirks.NONE,
                settings.dataPolicy(),
                "",
                Map.of());
    }

    /** As the protocol's first provider takes its keys. */
    private static Provider.Auth authOf(String dialect) {
        return switch (dialect) {
            case "anthropic-messages" -> Provider.Auth.X_API_KEY_HEADER;
            case "gemini" -> Provider.Auth.X_GOOG_API_KEY_HEADER;
            default -> Provider.Auth.BEARER;
        };
    }

    /** The version that the protocol is spoken in, where a header says it. */
    private static Map<String, String> headersOf(String dialect) {
        return dialect.equals("anthropic-messages")
                ? Map.of("anthropic-version", "2023-06-01")
                : Map.of();
    }

    private Provider changed(Provider provider, ProviderSettings settings) {
        Map<String, String> dialects = new LinkedHashMap<>(provider.dialects());
        if (!settings.baseUrl().isEmpty()) {
            dialects.put(dialectOf(provider, settings), settings.baseUrl());
        } else if (!settings.dialect().isEmpty() && !dialects.containsKey(settings.dialect())) {
            top.at("dialect")
                    .problem(
                            0,
                            "is not spoken by this provider as the catalog knows it: add base_url");
        }
        DataPolicy before = provider.dataPolicy();
        DataPolicy said = settings.dataPolicy();
        return provider.withDialects(dialects)
                .withDataPolicy(
                        new DataPolicy(
                                stance(said.retains(), before.retains()),
                                stance(said.trains(), before.trains()),
                                stance(said.zeroRetention(), before.zeroRetention())));
    }

    private static Stance stance(Stance said, Stance before) {
        return said == Stance.UNKNOWN ? before : said;
    }

    /** The protocol that a base URL is meant for: the one that is named, or the provider's only or usual one. */
    private static String dialectOf(Provider provider, ProviderSettings settings) {
        if (!settings.dialect().isEmpty()) {
            return settings.dialect();
        }
        return provider.dialects().size() == 1
                ? provider.dialects().keySet().iterator().next()
                : FIRST_CHOICE;
    }

    private static Endpoint changed(Endpoint endpoint, ProviderSettings settings) {
        Endpoint priced =
                switch (endpoint.pricing()) {
                    case Pricing.Known known -> endpoint;
                    case Pricing.Unknown unknown -> endpoint.withPricing(settings.ceiling());
                };
        Map<String, String> said = settings.quantizations();
        String quantization = said.getOrDefault(endpoint.model(), said.getOrDefault("*", UNKNOWN));
        return endpoint.quantization().equals(UNKNOWN)
                ? priced.withQuantization(quantization)
                : priced;
    }

    private void checkQuantizations(ProviderSettings settings) {
        List<String> served =
                base.endpoints().stream()
                        .filter(endpoint -> endpoint.provider().slug().equals(settings.slug()))
                        .map(Endpoint::model)
                        .distinct()
                        .toList();
        for (String model : settings.quantizations().keySet()) {
            if (!model.equals("*") && !served.contains(model)) {
                String meant =
                        Nearest.to(model, served)
                                .map(nearest -> ": did you mean " + nearest + "?")
                                .orElse("");
                top.at("quantizations")
                        .at(model)
                        .problem(0, "is no model of this provider in the catalog" + meant);
            }
        }
    }

    private void checkNames(DefaultPolicy policy) {
        checkNames(policy.only(), top.at("only"));
        checkNames(policy.ignore(), top.at("ignore"));
    }

    private void checkNames(List<String> slugs, Place place) {
        List<String> known = base.providers().stream().map(Provider::slug).toList();
        for (int i = 0; i < slugs.size(); i++) {
            String slug = slugs.get(i);
            if (!known.contains(slug)) {
                String meant =
                        Nearest.to(slug, known)
                                .map(nearest -> ": did you mean " + nearest + "?")
                                .orElse("");
                place.at(i).problem(0, "is no provider" + meant);
            }
        }
    }
}
