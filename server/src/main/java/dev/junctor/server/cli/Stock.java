package dev.junctor.server.cli;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import java.util.List;
import java.util.Map;

/**
 * What a gateway would have to offer.
 *
 * @param everything the catalog as it comes, with what the settings declare
 * @param enabled the providers that may be asked, with what the settings change
 * @param access what opens each enabled provider, by its slug
 */
public record Stock(
        Catalog everything, Catalog enabled, Map<String, ProviderAccess.Access> access) {
    /** The wire protocols that requests go out with, the first that a provider lists is taken. */
    private static final List<String> SPOKEN =
            List.of("openai-chat", "anthropic-messages", "gemini", "openai-responses");

    public Stock {
        access = Map.copyOf(access);
    }

    /** What could answer a chat, priced or not. */
    List<Endpoint> chatEndpoints() {
        return enabled.endpoints().stream()
                .filter(endpoint ->
                        endpoint.type().equals("chat") && !spoken(endpoint.provider()).isEmpty())
                .toList();
    }

    /** The protocol in which a provider is asked for what all protocols have; empty when none of its is spoken. */
    static String spoken(Provider provider) {
        return SPOKEN.stream().filter(provider.dialects()::containsKey).findFirst().orElse("");
    }
}
