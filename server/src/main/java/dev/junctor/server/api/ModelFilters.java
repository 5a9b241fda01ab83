package dev.junctor.server.api;

import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a list of models can be filtered by: OpenRouter's parameters. A fact that the catalog does not know counts as a
 * no, so a filter on facts of which nothing is known leaves nothing.
 */
final class ModelFilters {
    /** All models, whatever comes out of them. */
    static final String ALL = "all";

    private static final String TRUE = "true";

    /** Nano-dollars per million tokens in a dollar per million tokens. */
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    /** Use cases for which the catalog has ratings, by the domain of the rating. */
    private static final Map<String, String> DOMAINS =
            Map.of(
                    "programming", "coding",
                    "roleplay", "creative_writing",
                    "science", "science",
                    "legal", "legal",
                    "health", "medicine",
                    "finance", "business",
                    "technology", "software");

    /** Reads a parameter's value. */
    @FunctionalInterface
    private interface Reader {
        Predicate<Offer> read(String value, long today);
    }

    private record Filter(Route.Parameter parameter, Reader reader) {}

    private static final List<Filter> FILTERS =
            List.of(
                    filter(
                            "q",
                            "string",
                            "Words that the model's id or name must contain.",
                            (value, today) -> offer -> contains(offer, value)),
                    filter(
                            "output_modalities",
                            "string",
                            "What must come out, one of a list: text (when nothing is said), image, audio,"
                                    + " video; or all.",
                            (value, today) -> gives(value)),
                    filter(
                            "input_modalities",
                            "string",
                            "What must go in, all of a list: text, image, audio, video, file.",
                            (value, today) ->
                                    offer -> names(offer.in()).containsAll(QueryText.list(value))),
                    filter(
                            "supported_parameters",
                            "string",
                            "Fields of a request that one endpoint at least must take, all of a list.",
                            (value, today) ->
                                    offer ->
                                            offer.supportedParameters()
                                                    .containsAll(QueryText.list(value))),
                    filter(
                            "context",
                            "integer",
                            "The least context length in tokens.",
                            (value, today) -> {
                                BigDecimal least = QueryText.decimal("context", value);
                                return offer ->
                                        BigDecimal.valueOf(offer.context()).compareTo(least) >= 0;
                            }),
                    filter(
                            "model_authors",
                            "string",
                            "Authors of models, one of a list.",
                            (value, today) ->
                                    offer ->
                                            QueryText.list(value)
                                                    .contains(lower(offer.model().author()))),
                    filter(
                            "arch",
                            "string",
                            "What the model's family or name must contain.",
                            (value, today) ->
                                    offer ->
                                            lower(offer.model().family()).contains(lower(value))
                                                    || lower(offer.model().name())
                                                            .contains(lower(value))),
                    filter(
                            "providers",
                            "string",
                            "Slugs or names of providers, one of a list.",
                            (value, today) -> offer -> servedBy(offer, QueryText.list(value))),
                    filter(
                            "region",
                            "string",
                            "Where an endpoint must run: eu, us, ….",
                            (value, today) ->
                                    offer ->
                                            offer.endpoints().stream()
                                                    .anyMatch(one ->
                                                            one.endpoint()
                                                                    .region()
                                                                    .equalsIgnoreCase(value))),
                    filter(
                            "zdr",
                            "boolean",
                            "true: an endpoint must have zero data retention.",
                            (value, today) ->
                                    offer -> !lower(value).equals(TRUE) || zeroRetention(offer)),
                    filter(
                            "distillable",
                            "boolean",
                            "true: the author must allow distillation, which is known of no model here.",
                            (value, today) -> offer -> !lower(value).equals(TRUE)),
                    filter(
                            "category",
                            "string",
                            "A use case for which the model must be rated: programming, roleplay, science,"
                                    + " legal, health, finance, technology.",
                            (value, today) ->
                                    offer ->
                                            offer.model()
                                                    .quality()
                                                    .containsKey(
                                                            DOMAINS.getOrDefault(
                                                                    lower(value), ""))),
                    price("min_price", Bucket.INPUT, Bound.LEAST),
                    price("max_price", Bucket.INPUT, Bound.MOST),
                    price("min_output_price", Bucket.OUTPUT, Bound.LEAST),
                    price("max_output_price", Bucket.OUTPUT, Bound.MOST),
                    age("min_age_days", Bound.LEAST),
                    age("max_age_days", Bound.MOST),
                    unknown("min_intelligence_index"),
                    unknown("max_intelligence_index"),
                    unknown("min_coding_index"),
                    unknown("max_coding_index"),
                    unknown("min_agentic_index"),
                    unknown("max_agentic_index"),
                    unknown("min_tool_success_rate"),
                    unknown("max_tool_success_rate"));

    private enum Bound {
        LEAST,
        MOST;

        <T extends Comparable<T>> boolean holds(T value, T bound) {
            return this == LEAST ? value.compareTo(bound) >= 0 : value.compareTo(bound) <= 0;
        }
    }

    private ModelFilters() {}

    /** The parameters, to describe them. */
    static List<Route.Parameter> parameters() {
        return FILTERS.stream().map(Filter::parameter).toList();
    }

    /**
     * What a query asks for.
     *
     * @param today days since 1970 in UTC
     * @throws dev.junctor.server.http.Refused when a value cannot be read
     */
    static Predicate<Offer> of(QueryText query, long today) {
        Predicate<Offer> all = query.has("output_modalities") ? any -> true : gives("text");
        for (Filter filter : FILTERS) {
            String value = query.text(filter.parameter().name());
            if (!value.isEmpty()) {
                all = all.and(filter.reader().read(value, today));
            }
        }
        return all;
    }

    /** Models out of which one of a list of modalities comes, or all. */
    static Predicate<Offer> gives(String modalities) {
        List<String> wanted = QueryText.list(modalities);
        if (wanted.isEmpty() || wanted.contains(ALL)) {
            return offer -> true;
        }
        return offer -> names(offer.out()).stream().anyMatch(wanted::contains);
    }

    private static Filter filter(String name, String type, String description, Reader reader) {
        return new Filter(new Route.Parameter(name, type, description), reader);
    }

    private static Filter price(String name, Bucket bucket, Bound bound) {
        return filter(
                name,
                "number",
                "%s price of %s in dollars per million tokens, by the cheapest endpoint."
                        .formatted(
                                bound == Bound.LEAST ? "The least" : "The greatest",
                                bucket == Bucket.INPUT ? "a prompt" : "a completion"),
                (value, today) -> {
                    BigDecimal limit = QueryText.decimal(name, value).multiply(NANOS);
                    return offer ->
                            bound.holds(
                                    BigDecimal.valueOf(
                                            offer.top().price().base().nanoPerMillion(bucket)),
                                    limit);
                });
    }

    private static Filter age(String name, Bound bound) {
        return filter(
                name,
                "integer",
                "%s age of the model in days."
                        .formatted(bound == Bound.LEAST ? "The least" : "The greatest"),
                (value, today) -> {
                    BigDecimal limit = QueryText.decimal(name, value);
                    return offer ->
                            Dates.first(offer.model().released())
                                    .map(day -> BigDecimal.valueOf(today - day.toEpochDay()))
                                    .filter(days -> bound.holds(days, limit))
                                    .isPresent();
                });
    }

    private static Filter unknown(String name) {
        return filter(
                name,
                "number",
                "Known of no model here, so it leaves none.",
                (value, today) -> {
                    QueryText.decimal(name, value);
                    return offer -> false;
                });
    }

    private static boolean contains(Offer offer, String words) {
        String text = lower(offer.model().id() + " " + offer.model().name());
        return List.of(lower(words).split("\\s+")).stream().allMatch(text::contains);
    }

    private static boolean servedBy(Offer offer, List<String> providers) {
        return offer.endpoints().stream()
                .map(one -> one.endpoint().provider())
                .anyMatch(provider ->
                        providers.contains(lower(provider.slug()))
                                || providers.contains(lower(provider.name())));
    }

    private static boolean zeroRetention(Offer offer) {
        return offer.endpoints().stream()
                .anyMatch(one ->
                        one.endpoint().provider().dataPolicy().zeroRetention()
                                == DataPolicy.Stance.YES);
    }

    private static Set<String> names(Set<Modality> modalities) {
        return modalities.stream().map(Modality::apiName).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
