package dev.junctor.server;

import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.server.config.DeclaredModel;
import dev.junctor.server.config.ProviderSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the operator states of providers and models, in the catalog's terms. */
final class Stated {
    private static final String USUAL_DIALECT = "openai-chat";
    private static final String UNKNOWN_QUANTIZATION = "unknown";

    private Stated() {}

    /** A provider that the catalog does not know. */
    static Provider provider(ProviderSettings settings) {
        return new Provider(
                settings.slug(),
                settings.slug(),
                Provider.Kind.OTHER,
                List.of(),
                Map.of(dialect(settings.dialect()), settings.baseUrl()),
                Provider.Auth.BEARER,
                Map.of(),
                Quirks.NONE,
                DataPolicy.UNKNOWN,
                "",
                Map.of());
    }

    /** A model that the catalog does not know. */
    static Model model(DeclaredModel declared) {
        return new Model(
                declared.id(),
                declared.id().substring(declared.id().indexOf('/') + 1),
                "",
                "",
                "",
                Model.Weights.UNKNOWN,
                declared.context(),
                declared.maxOutput(),
                declared.in(),
                declared.out(),
                declared.capabilities(),
                Reasoning.NONE,
                Lifecycle.ACTIVE,
                List.of(declared.upstream()),
                Map.of());
    }

    /** A declared model as its provider serves it. */
    static Endpoint endpoint(DeclaredModel declared, Provider provider, String dialect) {
        return new Endpoint(
                provider.slug() + ":" + declared.upstream(),
                provider.slug(),
                provider,
                declared.id(),
                declared.upstream(),
                dialect(dialect),
                "chat",
                "",
                declared.quantization(),
                declared.context(),
                0,
                declared.maxOutput(),
                declared.in(),
                declared.out(),
                declared.capabilities(),
                Set.of(),
                Reasoning.NONE,
                new Pricing.Known(declared.price(), Pricing.Basis.OPERATOR),
                Lifecycle.ACTIVE);
    }

    /** A provider with what the operator changed, and with the environment's values in its base URLs. */
    static Provider of(
            Provider provider, Optional<ProviderSettings> settings, Map<String, String> variables) {
        Map<String, String> dialects = new HashMap<>();
        provider.dialects()
                .forEach((dialect, url) -> {
                    String filled = filled(url, variables);
                    if (filled.indexOf("${") < 0) {
                        dialects.put(dialect, filled);
                    }
                });
        settings.filter(stated -> !stated.baseUrl().isEmpty())
                .ifPresent(stated -> dialects.put(dialect(stated.dialect()), stated.baseUrl()));
        Provider reachable = provider.withDialects(dialects);
        return settings.map(ProviderSettings::dataPolicy)
                .filter(policy -> !policy.equals(DataPolicy.UNKNOWN))
                .map(reachable::withDataPolicy)
                .orElse(reachable);
    }

    /** An endpoint with what the operator knows and the catalog does not. */
    static Endpoint of(Endpoint endpoint, Optional<ProviderSettings> settings) {
        if (settings.isEmpty()) {
            return endpoint;
        }
        Endpoint stated = endpoint;
        if (endpoint.pricing() instanceof Pricing.Unknown) {
            stated = stated.withPricing(settings.get().ceiling());
        }
        Map<String, String> quantizations = settings.get().quantizations();
        if (endpoint.quantization().equals(UNKNOWN_QUANTIZATION) && !quantizations.isEmpty()) {
            String known =
                    quantizations.getOrDefault(
                            endpoint.model(),
                            quantizations.getOrDefault("*", UNKNOWN_QUANTIZATION));
            stated = stated.withQuantization(known);
        }
        return stated;
    }

    private static String dialect(String stated) {
        return stated.isEmpty() ? USUAL_DIALECT : stated;
    }

    private static String filled(String url, Map<String, String> variables) {
        String filled = url;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!variable.getValue().isEmpty()) {
                filled = filled.replace("${" + variable.getKey() + "}", variable.getValue());
            }
        }
        return filled;
    }
}
