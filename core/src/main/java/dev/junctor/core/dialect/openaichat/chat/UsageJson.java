package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.catalog.Quirks.ReasoningTokens;
import dev.junctor.core.dialect.openaichat.UsageReader;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code usage}, in and out: here totals count what a cache held and what was thought. */
final class UsageJson {
    private UsageJson() {}

    static Usage read(JsonNode usage, ReasoningTokens quirk) {
        if (!usage.isObject()) {
            return Usage.NONE;
        }
        byte[] bytes = Trees.bytes(usage);
        UsageReader reader = new UsageReader(bytes, 0, bytes.length);
        return reader.isReported() ? reader.usage(quirk) : Usage.NONE;
    }

    static ObjectNode write(Usage usage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        long in = usage.promptTokens();
        long out = usage.completionTokens();
        json.put("prompt_tokens", in).put("completion_tokens", out).put("total_tokens", in + out);
        json.putObject("prompt_tokens_details")
                .put("cached_tokens", sum(usage, Bucket.CACHE_READ, Bucket.CACHE_READ_AUDIO))
                .put("cache_write_tokens", sum(usage, Bucket.CACHE_WRITE, Bucket.CACHE_WRITE_1H))
                .put("audio_tokens", sum(usage, Bucket.AUDIO_IN, Bucket.CACHE_READ_AUDIO));
        json.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.tokens(Bucket.REASONING))
                .put("audio_tokens", usage.tokens(Bucket.AUDIO_OUT));
        if (usage.webSearches() > 0) {
            json.putObject("server_tool_use").put("web_search_requests", usage.webSearches());
        }
        return json;
    }

    private static long sum(Usage usage, Bucket one, Bucket other) {
        return usage.tokens(one) + usage.tokens(other);
    }
}
