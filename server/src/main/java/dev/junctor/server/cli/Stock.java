package dev.junctor.server.cli;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.server.config.ProviderAccess;
import java.util.Map;

/**
 * What a gateway would have to offer.
 *
 * @param everything the catalog as it comes, with what the settings declare
 * @param enabled the providers that may be asked, with what the settings change
 * @param access what opens each enabled provider, by its slug
 */
public record Stock(Catalog everything, Catalog enabled, Map<String, ProviderAccess.Access> access) {
    public Stock {
        access = Map.copyOf(access);
    }
}
