package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.store.Activity;
import dev.junctor.server.store.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was asked and what it cost, in sums by day. */
final class ActivityRoutes {
    /** The parameters of the sums, to describe them. */
    static final List<Route.Parameter> SUMS =
            List.of(
                    new Route.Parameter(
                            "date",
                            "string",
                            "One day in UTC, as 2026-11-24, today too; otherwise the last 30"
                                    + " completed days."),
                    new Route.Parameter(
                            "api_key_hash",
                            "string",
                            "Only what was asked with this key; its rows name no endpoint."),
                    new Route.Parameter("model", "string", "Only this model, by its id."),
                    new Route.Parameter(
                            "provider", "string", "Only this provider, by its slug or its name."),
                    new Route.Parameter(
                            "group_by",
                            "string",
                            "key: a row for each day, key and model, which names no endpoint."));

    private static final String BY_KEY = "key";
    private static final int DAYS = 30;

    private final ApiParts parts;

    ActivityRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /activity}. */
    ApiAnswer activity(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        LocalDate today = today();
        LocalDate to = query.has("date") ? day(query) : today.minusDays(1);
        LocalDate from = query.has("date") ? to : today.minusDays(DAYS);
        Predicate<Activity.Row> wanted = wanted(query);
        ArrayNode data = Json.array();
        switch (query.text("group_by")) {
            case BY_KEY -> byKey(query, from, to, wanted, data);
            case "" ->
                    rows(query, from, to).stream()
                            .filter(wanted)
                            .forEach(row -> data.add(entry(row)));
            case String other ->
                    throw new Refused(
                            Fault.invalid(
                                    "group_by",
                                    Spelling.value("group_by", other, List.of(BY_KEY))));
        }
        return Json.data(data);
    }

    private List<Activity.Row> rows(QueryText query, LocalDate from, LocalDate to) {
        return query.has("api_key_hash")
                ? parts.activity().ofKey(key(query), from, to)
                : parts.activity().byEndpoint(from, to);
    }

    private void byKey(
            QueryText query,
            LocalDate from,
            LocalDate to,
            Predicate<Activity.Row> wanted,
            ArrayNode data) {
        Predicate<KeyId> asked =
                query.has("api_key_hash") ? Predicate.isEqual(key(query)) : key -> true;
        for (Activity.KeyRow row : parts.activity().byKey(from, to)) {
            if (asked.test(row.key()) && wanted.test(row.row())) {
                data.add(
                        entry(row.row())
                                .put("api_key_hash", row.key().hex())
                                .put(
                                        "api_key_name",
                                        parts.keys()
                                                .find(row.key())
                                                .map(found -> found.key().name())
                                                .orElse("")));
            }
        }
    }

    /** Which rows are asked for; sums of a key have no provider to ask for. */
    private static Predicate<Activity.Row> wanted(QueryText query) {
        String model = query.text("model").toLowerCase(Locale.ROOT);
        String provider = query.text("provider").toLowerCase(Locale.ROOT);
        if (!provider.isEmpty() && (query.has("api_key_hash") || query.has("group_by"))) {
            throw new Refused(
                    Fault.invalid(
                            "provider",
                            "The sums of a key are not kept by provider. Leave out provider, or"
                                    + " api_key_hash and group_by."));
        }
        return row ->
                (model.isEmpty() || row.model().equalsIgnoreCase(model))
                        && (provider.isEmpty()
                                || row.provider().equalsIgnoreCase(provider)
                                || row.endpoint().startsWith(provider + ":"));
    }

    private static ObjectNode entry(Activity.Row row) {
        Totals totals = row.totals();
        ObjectNode entry = Json.object();
        entry.put("date", row.day().toString());
        entry.put("model", row.model());
        entry.put("model_permaslug", row.model());
        entry.put("endpoint_id", row.endpoint());
        entry.put("provider_name", row.provider());
        entry.set("usage", Json.usd(totals.cost()));
        entry.put("byok_usage_inference", 0);
        entry.put("requests", totals.requests());
        entry.put("prompt_tokens", totals.promptTokens());
        entry.put("completion_tokens", totals.completionTokens());
        entry.put("reasoning_tokens", totals.reasoningTokens());
        entry.put("cached_tokens", totals.cachedTokens());
        entry.put("failures", totals.failures());
        return entry;
    }

    private static LocalDate day(QueryText query) {
        try {
            return LocalDate.parse(query.text("date"));
        } catch (DateTimeParseException notADay) {
            throw new Refused(Fault.invalid("date", "date must be a day, as 2026-11-24."));
        }
    }

    private static KeyId key(QueryText query) {
        try {
            return KeyId.parse(query.text("api_key_hash"));
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(
                    Fault.invalid(
                            "api_key_hash",
                            "api_key_hash must have 64 hexadecimal digits; GET /keys lists them."));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(
                Instant.ofEpochMilli(parts.epochMillis().getAsLong()), ZoneOffset.UTC);
    }
}
