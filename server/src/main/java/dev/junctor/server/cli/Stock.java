package dev.junctor.server.cli;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
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
    /** The wire protocol that requests come in and go out with. */
    static final String CHAT = "openai-chat";

    public Stock {
        access = Map.copyOf(access);
    }

    /** What could answer a chat, priced or not. */
    List<Endpoint> chatEndpoints() {
        return enabled.endpoints().stream()
                .filter(endpoint ->
                        endpoint.type().equals("chat")
                                && endpoint.provider().dialects().containsKey(CHAT))
                .toList();
    }
}
