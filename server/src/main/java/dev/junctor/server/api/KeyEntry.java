package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.server.store.KeyUsage;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A key in OpenRouter's shapes: as it sees itself, and as a manager sees it. */
final class KeyEntry {
    private KeyEntry() {}

    /**
     * How a key stands.
     *
     * @param held for requests under way, in the present period of its limit
     */
    record Standing(KeyUsage usage, Money held, long nowMillis) {
        /** What was spent in the present period of its limit. */
        Money spent(ApiKey key) {
            return switch (key.reset()) {
                case NEVER -> usage.total();
                case DAILY -> usage.today();
                case WEEKLY -> usage.week();
                case MONTHLY -> usage.month();
            };
        }

        /** What may still be asked for: the limit less what was spent and what is held; never below nothing. */
        Money remaining(ApiKey key) {
            Money rest = key.limit().minus(spent(key)).minus(held);
            return rest.nanoDollars() < 0 ? Money.ZERO : rest;
        }
    }

    /** What {@code GET /key} tells a key of itself. */
    static ObjectNode self(ApiKey key, Standing standing) {
        boolean manages = key.kind() == ApiKey.Kind.MANAGEMENT;
        ObjectNode data = Json.object().put("label", key.label());
        money(data, key, standing);
        data.put("is_free_tier", false);
        data.put("is_management_key", manages);
        data.put("is_provisioning_key", manages);
        data.putNull("creator_user_id");
        data.putNull("organization_id");
        data.putNull("workspace_id");
        data.set("expires_at", expires(key));
        data.putArray("allowed_data_regions").add("global");
        budgets(data, key, standing);
        data.putObject("rate_limit")
                .put("requests", -1)
                .put("interval", "10s")
                .put("note", "Always -1: nothing is limited by this field.");
        data.putObject("free_model_daily_requests")
                .put("used", 0)
                .put("limit", -1)
                .put("remaining", -1);
        data.put("account", key.account());
        traffic(data, key.traffic());
        return data;
    }

    private static void traffic(ObjectNode data, Traffic traffic) {
        count(data, "requests_in_flight", traffic.inFlight());
        count(data, "requests_per_minute", traffic.perMinute());
        data.put("priority", traffic.priority().word());
    }

    /** Nothing is said where there is no limit of the key's own. */
    private static void count(ObjectNode data, String name, int most) {
        if (most == 0) {
            data.putNull(name);
        } else {
            data.put(name, most);
        }
    }

    /** What {@code /keys} tells of a key. */
    static ObjectNode managed(ApiKey key, Standing standing) {
        ObjectNode data = Json.object();
        data.put("hash", key.id().hex());
        data.put("name", key.name());
        data.put("label", key.label());
        data.put("disabled", key.standing() == ApiKey.Standing.DISABLED);
        money(data, key, standing);
        data.put("created_at", Dates.iso(key.createdMillis()));
        data.putNull("updated_at");
        data.putNull("last_used_at");
        data.set("expires_at", expires(key));
        data.putNull("creator_user_id");
        data.putNull("external_user");
        data.put("workspace_id", "default");
        data.put("account", key.account());
        traffic(data, key.traffic());
        data.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
        data.put("origin", key.origin().name().toLowerCase(Locale.ROOT));
        return data;
    }

    private static void money(ObjectNode data, ApiKey key, Standing standing) {
        KeyUsage usage = standing.usage();
        data.set("limit", limit(key, key.limit()));
        data.set("limit_remaining", limit(key, standing.remaining(key)));
        data.set("limit_reset", reset(key));
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

    private static void budgets(ObjectNode data, ApiKey key, Standing standing) {
        if (key.limit().equals(ApiKey.UNLIMITED)) {
            data.putArray("budgets");
            data.putNull("effective_budget");
        } else {
            data.putArray("budgets").add(budget(key, standing));
            data.set("effective_budget", budget(key, standing));
        }
    }

    private static ObjectNode budget(ApiKey key, Standing standing) {
        ObjectNode budget = Json.object().put("scope", "key_limit");
        budget.set("limit_usd", Json.usd(key.limit()));
        budget.set("spend_usd", Json.usd(standing.spent(key)));
        budget.set("held_usd", Json.usd(standing.held()));
        budget.set("remaining_usd", Json.usd(standing.remaining(key)));
        budget.set("reset_interval", reset(key));
        budget.set(
                "resets_at",
                Json.textOrNull(
                        key.reset() == LimitReset.NEVER
                                ? ""
                                : Dates.iso(key.reset().nextPeriod(standing.nowMillis()))));
        budget.put("include_byok", false);
        budget.putNull("guardrail_id");
        budget.putNull("budget_id");
        return budget;
    }

    private static JsonNode reset(ApiKey key) {
        return Json.textOrNull(
                key.reset() == LimitReset.NEVER ? "" : key.reset().name().toLowerCase(Locale.ROOT));
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
