package dev.junctor.server.config;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.secret.Secret;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The providers that can be called, and by which key.
 *
 * <p>A provider is enabled by a key in the configuration or in one of its environment variables. One that needs no key
 * is enabled when the configuration names it. A base URL with variables of its own needs each of them in the environment.
 *
 * @param catalog what is offered by providers that are enabled, their base URLs complete
 * @param bySlug how each of them is called
 */
public record ProviderAccess(Catalog catalog, Map<String, Access> bySlug) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(" + Variables.NAME + ")\\}");

    public ProviderAccess {
        bySlug = Map.copyOf(bySlug);
    }

    /**
     * How a provider is called.
     *
     * @param key empty when it needs none
     * @param headers of the configuration
     * @param source where the key comes from, for people: the name of a variable, or {@code junctor.yaml}
     */
    public record Access(Secret key, Map<String, Secret> headers, String source) {
        /** Nothing is needed. */
        public static final Access OPEN = new Access(Secret.NONE, Map.of(), "");

        public Access {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Finds who is enabled.
     *
     * @param catalog with what the configuration says, see {@link OperatorCatalog}
     * @param environment variables by name
     */
    public static ProviderAccess of(
            Catalog catalog, Config config, Map<String, String> environment) {
        Map<String, Access> bySlug = new LinkedHashMap<>();
        for (Provider provider : catalog.providers()) {
            if (isComplete(provider, environment)) {
                access(provider, config.provider(provider.slug()), environment)
                        .ifPresent(access -> bySlug.put(provider.slug(), access));
            }
        }
        Set<String> enabled = new HashSet<>(bySlug.keySet());
        Catalog offered =
                catalog.restrictedTo(provider -> enabled.contains(provider.slug()))
                        .mapProviders(provider -> completed(provider, environment));
        return new ProviderAccess(offered, bySlug);
    }

    private static Optional<Access> access(
            Provider provider,
            Optional<ProviderSettings> settings,
            Map<String, String> environment) {
        Map<String, Secret> headers = settings.map(ProviderSettings::headers).orElse(Map.of());
        Secret declared = settings.map(ProviderSettings::apiKey).orElse(Secret.NONE);
        if (!declared.isEmpty()) {
            return Optional.of(new Access(declared, headers, ConfigReader.FILE));
        }
        for (String variable : provider.keyVariables()) {
            String key = environment.getOrDefault(variable, "").strip();
            if (!key.isEmpty()) {
                return Optional.of(new Access(Secret.of(key), headers, variable));
            }
        }
        boolean named = settings.isPresent() && provider.auth() == Provider.Auth.NONE;
        return named
                ? Optional.of(new Access(Secret.NONE, headers, ConfigReader.FILE))
                : Optional.empty();
    }

    private static boolean isComplete(Provider provider, Map<String, String> environment) {
        return provider.openVariables().stream()
                .noneMatch(variable -> environment.getOrDefault(variable, "").isBlank());
    }

    private static Provider completed(Provider provider, Map<String, String> environment) {
        if (provider.openVariables().isEmpty()) {
            return provider;
        }
        Map<String, String> dialects = new LinkedHashMap<>();
        provider.dialects()
                .forEach((dialect, url) ->
                        dialects.put(
                                dialect,
                                VARIABLE.matcher(url)
                                        .replaceAll(match ->
                                                Matcher.quoteReplacement(
                                                        environment.getOrDefault(
                                                                match.group(1), "")))));
        return provider.withDialects(dialects);
    }
}
