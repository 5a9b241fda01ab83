package dev.junctor.core.route;

import java.util.List;

/**
 * The hard rules, in the order in which they are asked; the first that rejects gives the reason.
 *
 * <p>What the caller or the operator excludes by name comes first, because that reason explains itself; then what no
 * request could use; then what this request needs.
 */
final class Filters {
    /** All of them. */
    static final List<Filter> ALL =
            List.of(
                    AccessFilters::only,
                    AccessFilters::ignore,
                    AccessFilters::models,
                    FitFilters::operation,
                    AccessFilters::lifecycle,
                    AccessFilters::priced,
                    AccessFilters::dialect,
                    AccessFilters::tier,
                    PrivacyFilters::dataCollection,
                    PrivacyFilters::zeroRetention,
                    PrivacyFilters::distillable,
                    FitFilters::modalities,
                    FitFilters::tools,
                    FitFilters::stream,
                    FitFilters::context,
                    FitFilters::maxTokens,
                    FitFilters::quantizations,
                    FitFilters::parameters,
                    PriceFilters::maxPrice,
                    PriceFilters::maxUsd);

    private Filters() {}
}
