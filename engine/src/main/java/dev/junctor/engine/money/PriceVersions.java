package dev.junctor.engine.money;

import dev.junctor.core.catalog.Price;
import java.util.IdentityHashMap;

/** One loop's memory of the versions of prices: to reckon one costs more than to bill a request. */
final class PriceVersions {
    /** More prices than a catalog has; a new catalog brings new ones, so the old ones must go. */
    private static final int MOST = 8_192;

    private final IdentityHashMap<Price, String> known = new IdentityHashMap<>();

    String of(Price price) {
        String version = known.get(price);
        if (version == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            version = price.version();
            known.put(price, version);
        }
        return version;
    }
}
