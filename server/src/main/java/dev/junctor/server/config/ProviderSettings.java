package dev.junctor.server.config;

import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.money.Markup;
import dev.junctor.server.secret.Secret;
import java.util.List;
import java.util.Map;

/**
 * A provider as the configuration declares or changes it. What is not said is empty, and then the catalog's.
 *
 * @param slug its id, as in {@code provider.only}
 * @param dialect wire protocol that {@code baseUrl} speaks
 * @param baseUrl without a slash at its end
 * @param apiKey empty when the environment may have it
 * @param keyOwner whose key it is, so who pays the provider
 * @param headers sent with each request
 * @param deadlines whole: the gateway's where nothing is said
 * @param dataPolicy what the operator knows of it; unknown where nothing is said
 * @param quantizations by model id, {@code *} for all others; only for endpoints whose quantization the catalog does
 *     not know
 * @param ceiling price for endpoints whose price the catalog does not know
 * @param models that it serves beside those of the catalog
 */
public record ProviderSettings(
        String slug,
        Standing standing,
        String dialect,
        String baseUrl,
        Secret apiKey,
        Markup.KeyOwner keyOwner,
        Map<String, Secret> headers,
        Deadlines deadlines,
        DataPolicy dataPolicy,
        Map<String, String> quantizations,
        Pricing ceiling,
        List<DeclaredModel> models) {
    public ProviderSettings {
        headers = Map.copyOf(headers);
        quantizations = Map.copyOf(quantizations);
        models = List.copyOf(models);
    }

    /** Whether it may be used. */
    public enum Standing {
        ENABLED,
        DISABLED
    }

    /** The same under its slug, with whole deadlines. */
    ProviderSettings completed(String itsSlug, Deadlines general) {
        return new ProviderSettings(
                itsSlug,
                standing,
                dialect,
                baseUrl,
                apiKey,
                keyOwner,
                headers,
                deadlines.orElse(general),
                dataPolicy,
                quantizations,
                ceiling,
                models);
    }
}
