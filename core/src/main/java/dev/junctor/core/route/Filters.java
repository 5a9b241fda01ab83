package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.dialect.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The hard rules, in the order in which they are asked; the first that rejects gives the reason.
 *
 * <p>What the caller or the operator excludes by name comes first, because that reason explains itself; then what no
 * request could use; then what this request needs. A rule that a request gives no occasion for is not asked at all:
 * most requests meet a third of them.
 */
final class Filters {
    /**
     * A rule and its occasion.
     *
     * @param asked whether it can reject anybody at all
     */
    private record Rule(Filter filter, Predicate<Question> asked) {}

    private static final List<Rule> ALL =
            List.of(
                    ruled(AccessFilters::only, (one, routing) -> !one.only().isEmpty()),
                    ruled(AccessFilters::ignore, (one, routing) -> !one.ignore().isEmpty()),
                    ruled(
                            AccessFilters::models,
                            (one, routing) ->
                                    !routing.allow().isEmpty() || !routing.deny().isEmpty()),
                    always(FitFilters::operation),
                    always(AccessFilters::standing),
                    always(AccessFilters::dialect),
                    always(AccessFilters::tier),
                    ruled(
                            PrivacyFilters::dataCollection,
                            (one, routing) -> one.denyDataCollection() == Choice.YES),
                    ruled(PrivacyFilters::zeroRetention, (one, routing) -> one.zdr() == Choice.YES),
                    ruled(
                            PrivacyFilters::distillable,
                            (one, routing) -> one.distillableText() == Choice.YES),
                    new Rule(FitFilters::modalities, FitFilters::hasMedia),
                    new Rule(
                            FitFilters::tools,
                            question ->
                                    question.request().capabilities().contains(Capability.TOOLS)),
                    new Rule(
                            FitFilters::stream,
                            question -> question.request().delivery() == Delivery.STREAM),
                    new Rule(FitFilters::context, FitFilters::isLong),
                    new Rule(
                            FitFilters::maxTokens,
                            question -> question.request().size().maxOutputTokens() > 0),
                    ruled(
                            FitFilters::quantizations,
                            (one, routing) -> !one.quantizations().isEmpty()),
                    ruled(
                            FitFilters::parameters,
                            (one, routing) -> one.requireParameters() == Choice.YES),
                    ruled(
                            PriceFilters::maxPrice,
                            (one, routing) -> !one.maxPrice().equals(PriceCaps.NONE)),
                    ruled(
                            PriceFilters::maxUsd,
                            (one, routing) -> !routing.maxUsd().equals(RoutingRules.UNBOUNDED)));

    private Filters() {}

    /** The rules that a question gives occasion for. */
    static Filter[] of(Question question) {
        List<Filter> asked = new ArrayList<>(ALL.size());
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).asked().test(question)) {
                asked.add(ALL.get(i).filter());
            }
        }
        return asked.toArray(Filter[]::new);
    }

    private static Rule always(Filter filter) {
        return new Rule(filter, question -> true);
    }

    /** A rule that comes from the objects of the request or of the operator. */
    private static Rule ruled(Filter filter, BiPredicate<ProviderRules, RoutingRules> says) {
        return new Rule(
                filter,
                question ->
                        says.test(question.request().provider(), question.request().routing())
                                || says.test(
                                        question.policy().provider(), question.policy().routing()));
    }
}
