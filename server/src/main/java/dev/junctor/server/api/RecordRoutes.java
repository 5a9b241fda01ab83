package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.record.GenerationRecord;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was asked and what it cost: one request, and sums by day. */
final class RecordRoutes {
    /** The parameters of one record, to describe them. */
    static final List<Route.Parameter> ONE =
            List.of(
                    new Route.Parameter(
                            "id",
                            "string",
                            "The generation's id, or the provider's id of the answer."));

    /** The parameters of the sums, to describe them. */
    static final List<Route.Parameter> SUMS =
            List.of(
                    new Route.Parameter(
                            "date",
                            "string",
                            "One day in UTC, as 2026-11-24; otherwise the last 30 completed days."),
                    new Route.Parameter(
                            "api_key_hash",
                            "string",
                            "Only what was asked with this key; its rows name no endpoint."));

    private static final int DAYS = 30;

    private final ApiParts parts;

    RecordRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /generation?id=}: for the key that asked, and for managers. */
    ApiAnswer generation(ApiRequest request, Visitor visitor) {
        String id = new QueryText(request.query()).text("id");
        if (id.isEmpty()) {
            throw new Refused(Fault.invalid("id", "Name the generation: ?id=gen-…"));
        }
        Visitor.Holder holder = visitor.holder();
        String asking = holder.entry().key().id().hex();
        GenerationRecord record =
                parts.generations()
                        .find(id)
                        .filter(found -> holder.manages() || found.keyId().equals(asking))
                        .orElseThrow(() ->
                                new Refused(
                                        Fault.caller(
                                                FaultKind.NOT_FOUND,
                                                "id",
                                                "This key has no generation with this id.")));
        return Json.data(GenerationEntry.of(record, parts.snapshot().get().catalog()));
    }

    /** {@code GET /activity}. */
    ApiAnswer activity(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        LocalDate today = today();
        LocalDate to = query.has("date") ? day(query) : today.minusDays(1);
        LocalDate from = query.has("date") ? to : today.minusDays(DAYS);
        List<Activity.Row> rows =
                query.has("api_key_hash")
                        ? parts.activity().ofKey(key(query), from, to)
                        : parts.activity().byEndpoint(from, to);
        ArrayNode data = Json.array();
        rows.forEach(row -> data.add(entry(row)));
        return Json.data(data);
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
