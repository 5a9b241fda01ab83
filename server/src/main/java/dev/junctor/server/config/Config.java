package dev.junctor.server.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an operator sets, whole and checked.
 *
 * @param data folder of all that Junctor keeps
 * @param catalog folders with more files for the catalog, in the order in which they are laid over it
 * @param providers by slug, in the order of the file
 */
public record Config(
        ListenAddress listen,
        Exposure exposure,
        Tls tls,
        Path data,
        List<Path> catalog,
        List<DeclaredKey> keys,
        Deadlines deadlines,
        Limits limits,
        UpstreamProxy proxy,
        Telemetry telemetry,
        DefaultPolicy policy,
        Map<String, ProviderSettings> providers) {
    public Config {
        catalog = List.copyOf(catalog);
        keys = List.copyOf(keys);
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /** What is said about a provider; empty when nothing is. */
    public Optional<ProviderSettings> provider(String slug) {
        return Optional.ofNullable(providers.get(slug));
    }

    /** The deadlines for a provider. */
    public Deadlines deadlinesFor(String provider) {
        return provider(provider).map(ProviderSettings::deadlines).orElse(deadlines);
    }
}
