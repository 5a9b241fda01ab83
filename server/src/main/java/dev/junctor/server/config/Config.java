package dev.junctor.server.config;

import dev.junctor.core.money.PriceBook;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.secret.Secret;
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
 * @param priceBooks in the order in which they are asked
 * @param database URL of a PostgreSQL database, which may have a password in it; empty for SQLite in {@code data}
 * @param retentionDays how many days records are kept; 0 for ever
 * @param providers by slug, in the order of the file
 */
public record Config(
        ListenAddress listen,
        Exposure exposure,
        Tls tls,
        Path data,
        List<Path> catalog,
        List<DeclaredKey> keys,
        List<DeclaredAccount> accounts,
        List<PriceBook> priceBooks,
        Durability durability,
        Secret database,
        int retentionDays,
        JournalBounds journal,
        Deadlines deadlines,
        Limits limits,
        ShutdownTimes shutdown,
        UpstreamProxy proxy,
        Telemetry telemetry,
        DefaultPolicy policy,
        Map<String, ProviderSettings> providers) {
    public Config {
        catalog = List.copyOf(catalog);
        keys = List.copyOf(keys);
        accounts = List.copyOf(accounts);
        priceBooks = List.copyOf(priceBooks);
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
