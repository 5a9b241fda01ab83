package dev.junctor.core.catalog;

import java.util.Map;

/**
 * Prices of what is not counted in tokens, in nano-dollars per single unit.
 *
 * @param nanoPerUnit by the catalog's names: {@code request, query, web_search, in_image_each, out_image_each,
 *     in_second, out_second, page, in_char, out_char}
 */
public record UnitPrices(Map<String, Long> nanoPerUnit) {
    /** Nothing but tokens is charged. */
    public static final UnitPrices NONE = new UnitPrices(Map.of());

    public UnitPrices {
        nanoPerUnit = Map.copyOf(nanoPerUnit);
    }

    /** The price of one unit; 0 when the provider lists none. */
    public long of(String unit) {
        return nanoPerUnit.getOrDefault(unit, 0L);
    }
}
