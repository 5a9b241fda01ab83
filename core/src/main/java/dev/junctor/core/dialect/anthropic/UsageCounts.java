package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code usage}, in and out: {@code input_tokens} counts neither what a cache held nor what was written to it, {@code
 * output_tokens} counts thoughts. In a stream each count replaces the one before.
 */
final class UsageCounts {
    private long input;
    private long read;
    private long written;
    private long writtenHour;
    private long output;
    private long thoughts;
    private long searches;
    private boolean reported;

    /** Takes a usage object; what it does not say stays as it was. */
    void take(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        reported |= usage.has("input_tokens") || usage.has("output_tokens");
        input = count(usage.path("input_tokens"), input);
        read = count(usage.path("cache_read_input_tokens"), read);
        written = count(usage.path("cache_creation_input_tokens"), written);
        JsonNode creation = usage.path("cache_creation");
        writtenHour = count(creation.path("ephemeral_1h_input_tokens"), writtenHour);
        written =
                Math.max(
                        written,
                        writtenHour + count(creation.path("ephemeral_5m_input_tokens"), 0));
        output = count(usage.path("output_tokens"), output);
        JsonNode details = usage.path("output_tokens_details");
        thoughts = count(details.path("thinking_tokens"), thoughts);
        searches = count(usage.path("server_tool_use").path("web_search_requests"), searches);
    }

    private static long count(JsonNode value, long before) {
        return value.isNumber() ? Math.max(0, value.asLong(0)) : before;
    }

    /** The buckets; {@link Usage#NONE} when nothing was told. */
    Usage usage() {
        if (!reported) {
            return Usage.NONE;
        }
        long hour = Math.min(writtenHour, written);
        long thought = Math.min(thoughts, output);
        return Usage.NONE
                .with(Bucket.INPUT, input)
                .with(Bucket.CACHE_READ, read)
                .with(Bucket.CACHE_WRITE, written - hour)
                .with(Bucket.CACHE_WRITE_1H, hour)
                .with(Bucket.OUTPUT, output - thought)
                .with(Bucket.REASONING, thought)
                .withWebSearches(searches);
    }

    static ObjectNode write(Usage usage) {
        long read = usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        long short5 = usage.tokens(Bucket.CACHE_WRITE);
        long hour = usage.tokens(Bucket.CACHE_WRITE_1H);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("input_tokens", usage.promptTokens() - read - short5 - hour)
                .put("cache_creation_input_tokens", short5 + hour)
                .put("cache_read_input_tokens", read);
        json.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", short5)
                .put("ephemeral_1h_input_tokens", hour);
        json.put("output_tokens", usage.completionTokens());
        if (usage.tokens(Bucket.REASONING) > 0) {
            json.putObject("output_tokens_details")
                    .put("thinking_tokens", usage.tokens(Bucket.REASONING));
        }
        if (usage.webSearches() > 0) {
            json.putObject("server_tool_use").put("web_search_requests", usage.webSearches());
        }
        return json;
    }
}
