package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.dialect.FinishReason;
import dev.junctor.core.money.Markup;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of one request, in OpenRouter's shape, and how it was billed, which is ours. */
final class GenerationEntry {
    private GenerationEntry() {}

    /**
     * Renders a record.
     *
     * @param catalog names the providers
     */
    static ObjectNode of(GenerationRecord record, Catalog catalog) {
        ObjectNode data = Json.object();
        data.put("id", record.publicId());
        data.put("request_id", record.publicId());
        data.set("upstream_id", Json.textOrNull(record.upstreamId()));
        data.put("model", record.model().isEmpty() ? record.requested() : record.model());
        data.set("provider_name", Json.textOrNull(record.provider()));
        data.set("provider_responses", attempts(record, catalog));
        data.set(
                "router",
                Json.textOrNull(record.strategy().equals("auto") ? record.requested() : ""));
        data.put("created_at", Dates.iso(record.createdMillis()));
        data.put("api_type", "completions");
        data.put("streamed", record.streamed());
        data.put("cancelled", record.outcome() == Outcome.ABANDONED);
        data.set("finish_reason", Json.textOrNull(finishReason(record)));
        data.set("native_finish_reason", Json.textOrNull(record.finishReason()));
        data.set("latency", Json.numberOrNull(record.latencyMillis()));
        data.put("generation_time", record.durationMillis());
        data.putNull("moderation_latency");
        tokens(data, record.usage());
        data.set("total_cost", Json.usd(record.cost()));
        data.set("usage", Json.usd(record.cost()));
        data.set("upstream_inference_cost", Json.usd(record.upstreamCost()));
        data.putNull("cache_discount");
        data.put("is_byok", isByok(record));
        data.set("service_tier", Json.textOrNull(record.serviceTier()));
        data.put("data_region", "global");
        caller(data, record);
        data.put("requested", record.requested());
        data.put("provider_tag", record.providerTag());
        data.put("status", record.status());
        data.set("error_type", Json.textOrNull(record.fault()));
        data.put("account", record.account());
        data.put("billing", record.billing().name().toLowerCase(Locale.ROOT));
        data.set("price_version", Json.textOrNull(record.priceVersion()));
        data.set("cost_lines", Explanation.lines(record.invoice()));
        return data;
    }

    private static boolean isByok(GenerationRecord record) {
        return record.invoice().markup().keyOwner() == Markup.KeyOwner.CUSTOMER;
    }

    private static void tokens(ObjectNode data, Usage usage) {
        long cached = usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        data.put("tokens_prompt", usage.promptTokens());
        data.put("tokens_completion", usage.completionTokens());
        data.put("native_tokens_prompt", usage.promptTokens());
        data.put("native_tokens_completion", usage.completionTokens());
        data.put("native_tokens_reasoning", usage.tokens(Bucket.REASONING));
        data.put("native_tokens_cached", cached);
        data.put("native_tokens_completion_images", usage.tokens(Bucket.IMAGE_OUT));
        data.putNull("num_media_prompt");
        data.putNull("num_media_completion");
        data.putNull("num_input_audio_prompt");
        data.putNull("num_search_results");
        data.putNull("num_fetches");
        data.putNull("web_search_engine");
    }

    private static void caller(ObjectNode data, GenerationRecord record) {
        data.putNull("app_id");
        data.put("origin", "");
        data.putNull("http_referer");
        data.set("user_agent", Json.textOrNull(record.userAgent()));
        data.putNull("external_user");
        data.putNull("session_id");
        data.putNull("preset_id");
        data.putNull("workspace_id");
        data.putNull("response_cache_source_id");
    }

    private static ArrayNode attempts(GenerationRecord record, Catalog catalog) {
        ArrayNode list = Json.array();
        for (Attempt attempt : record.attempts()) {
            ObjectNode entry = list.addObject();
            entry.put("endpoint_id", attempt.endpoint());
            entry.put("provider_name", name(attempt.provider(), catalog));
            entry.put("model_permaslug", attempt.model());
            entry.set("status", Json.numberOrNull(attempt.status()));
            entry.put("latency", attempt.latencyMillis());
            entry.put("is_byok", isByok(record) && attempt.endpoint().equals(record.endpoint()));
            if (!attempt.fault().isEmpty()) {
                entry.put("error_type", attempt.fault());
            }
        }
        return list;
    }

    /** The name for people of the provider that a tag belongs to; the tag where it is no longer known. */
    private static String name(String tag, Catalog catalog) {
        int slash = tag.indexOf('/');
        return catalog.provider(slash < 0 ? tag : tag.substring(0, slash))
                .map(Provider::name)
                .orElse(tag);
    }

    /** In the words of answers; empty where the answer did not finish and nothing failed. */
    private static String finishReason(GenerationRecord record) {
        if (record.outcome() == Outcome.FAILED) {
            return FinishReason.ERROR.text();
        }
        String said = record.finishReason();
        return FinishReason.of(said).map(FinishReason::text).orElse(said);
    }
}
