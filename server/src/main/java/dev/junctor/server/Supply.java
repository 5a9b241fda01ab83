package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.DeclaredModel;
import dev.junctor.server.config.ProviderSettings;
import dev.junctor.server.secret.Secret;
import dev.junctor.server.upstream.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this gateway has to offer: the catalog as configuration and environment leave it, and what opens each provider.
 *
 * @param catalog providers that may be asked, and what they serve
 * @param access by the provider's slug
 */
public record Supply(Catalog catalog, Map<String, Access> access) {
    public Supply {
        access = Map.copyOf(access);
    }

    /** What opens a provider. */
    public Access accessTo(String provider) {
        return access.getOrDefault(provider, Access.OPEN);
    }

    /**
     * A provider is enabled by its key in the environment, or by its place in the configuration.
     *
     * @param everything the whole catalog
     * @param variables of the environment
     */
    public static Supply of(Catalog everything, Config config, Map<String, String> variables) {
        Catalog catalog = withDeclared(everything, config);
        Map<String, Access> access = new HashMap<>();
        for (Provider provider : catalog.providers()) {
            Optional<ProviderSettings> settings = settings(config, provider);
            Secret key = key(provider, settings, variables);
            if (isEnabled(settings, key)) {
                access.put(
                        provider.slug(),
                        new Access(key, settings.map(ProviderSettings::headers).orElse(Map.of())));
            }
        }
        Catalog enabled =
                catalog.restrictedTo(provider -> access.containsKey(provider.slug()))
                        .mapProviders(provider ->
                                Stated.of(provider, settings(config, provider), variables))
                        .mapEndpoints(endpoint ->
                                Stated.of(endpoint, settings(config, endpoint.provider())));
        return new Supply(enabled, access);
    }

    private static Optional<ProviderSettings> settings(Config config, Provider provider) {
        return Optional.ofNullable(config.providers().get(provider.slug()));
    }

    private static Secret key(
            Provider provider, Optional<ProviderSettings> settings, Map<String, String> variables) {
        Secret configured = settings.map(ProviderSettings::apiKey).orElse(Secret.NONE);
        if (!configured.isEmpty()) {
            return configured;
        }
        return provider.keyVariables().stream()
                .map(name -> variables.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(Secret::of)
                .orElse(Secret.NONE);
    }

    private static boolean isEnabled(Optional<ProviderSettings> settings, Secret key) {
        return settings.map(stated ->
                        stated.standing() == ProviderSettings.Standing.ENABLED
                                && (!key.isEmpty() || !stated.baseUrl().isEmpty()))
                .orElse(!key.isEmpty());
    }

    private static Catalog withDeclared(Catalog catalog, Config config) {
        List<Provider> providers = new ArrayList<>();
        List<Model> models = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (ProviderSettings settings : config.providers().values()) {
            Provider provider =
                    catalog.provider(settings.slug()).orElseGet(() -> Stated.provider(settings));
            providers.add(provider);
            for (DeclaredModel model : settings.models()) {
                if (catalog.model(model.id()).isEmpty()) {
                    models.add(Stated.model(model));
                }
                endpoints.add(Stated.endpoint(model, provider, settings.dialect()));
            }
        }
        return catalog.with(providers, models, endpoints);
    }
}
