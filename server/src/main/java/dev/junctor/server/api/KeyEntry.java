package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.server.store.KeyUsage;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A key in OpenRouter's shapes: as it sees itself, and as a manager sees it. */
final class KeyEntry {
    private KeyEntry() {}

    /** What {@code GET /key} tells a key of itself. */
    static ObjectNode self(KeyRing.Entry entry, KeyUsage usage) {
        ApiKey key = entry.key();
        boolean manages = key.kind() == ApiKey.Kind.MANAGEMENT;
        ObjectNode data = Json.object().put("label", key.label());
        money(data, entry, usage);
        data.put("is_free_tier", false);
        data.put("is_management_key", manages);
        data.put("is_provisioning_key", manages);
        data.putNull("creator_user_id");
        data.putNull("organization_id");
        data.putNull("workspace_id");
        data.set("expires_at", expires(key));
        data.putArray("allowed_data_regions").add("global");
        budgets(data, entry);
        data.putObject("rate_limit")
                .put("requests", -1)
                .put("interval", "10s")
                .put("note", "Always -1: nothing is limited by this field.");
        data.putObject("free_model_daily_requests")
                .put("used", 0)
                .put("limit", -1)
                .put("remaining", -1);
        return data;
    }

    /** What {@code /keys} tells of a key. */
    static ObjectNode managed(KeyRing.Entry entry, KeyUsage usage) {
        ApiKey key = entry.key();
        ObjectNode data = Json.object();
        data.put("hash", key.id().hex());
        data.put("name", key.name());
        data.put("label", key.label());
        data.put("disabled", key.standing() == ApiKey.Standing.DISABLED);
        money(data, entry, usage);
        data.put("created_at", Dates.iso(key.createdMillis()));
        data.putNull("updated_at");
        data.putNull("last_used_at");
        data.set("expires_at", expires(key));
        data.putNull("creator_user_id");
        data.putNull("external_user");
        data.put("workspace_id", "default");
        data.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
        data.put("origin", key.origin().name().toLowerCase(Locale.ROOT));
        return data;
    }

    private static void money(ObjectNode data, KeyRing.Entry entry, KeyUsage usage) {
        data.set("limit", limit(entry.key(), entry.key().limit()));
        data.set("limit_remaining", limit(entry.key(), remaining(entry)));
        data.putNull("limit_reset");
        data.put("include_byok_in_limit", false);
        data.set("usage", Json.usd(usage.total()));
        data.set("usage_daily", Json.usd(usage.today()));
        data.set("usage_weekly", Json.usd(usage.week()));
        data.set("usage_monthly", Json.usd(usage.month()));
        data.put("byok_usage", 0);
        data.put("byok_usage_daily", 0);
        data.put("byok_usage_weekly", 0);
        data.put("byok_usage_monthly", 0);
    }

    private static void budgets(ObjectNode data, KeyRing.Entry entry) {
        if (entry.key().limit().equals(ApiKey.UNLIMITED)) {
            data.putArray("budgets");
            data.putNull("effective_budget");
        } else {
            data.putArray("budgets").add(budget(entry));
            data.set("effective_budget", budget(entry));
        }
    }

    private static ObjectNode budget(KeyRing.Entry entry) {
        ObjectNode budget = Json.object().put("scope", "key_limit");
        budget.set("limit_usd", Json.usd(entry.key().limit()));
        budget.set("spend_usd", Json.usd(entry.spent()));
        budget.set("remaining_usd", Json.usd(remaining(entry)));
        budget.putNull("reset_interval");
        budget.putNull("resets_at");
        budget.put("include_byok", false);
        budget.putNull("guardrail_id");
        budget.putNull("budget_id");
        return budget;
    }

    private static Money remaining(KeyRing.Entry entry) {
        Money rest = entry.key().limit().minus(entry.spent());
        return rest.nanoDollars() < 0 ? Money.ZERO : rest;
    }

    private static JsonNode limit(ApiKey key, Money amount) {
        return key.limit().equals(ApiKey.UNLIMITED)
                ? JsonNodeFactory.instance.nullNode()
                : Json.usd(amount);
    }

    private static JsonNode expires(ApiKey key) {
        return Json.textOrNull(
                key.expiresMillis() == Long.MAX_VALUE ? "" : Dates.iso(key.expiresMillis()));
    }
}
