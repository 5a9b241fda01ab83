package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code usage}, in and out: totals count what a cache held and what was thought. */
final class UsageJson {
    private UsageJson() {}

    static Usage read(JsonNode usage) {
        if (!usage.isObject()) {
            return Usage.NONE;
        }
        byte[] bytes = Trees.bytes(usage);
        return new UsageFields(bytes, 0, bytes.length).usage();
    }

    static ObjectNode write(Usage usage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        long in = usage.promptTokens();
        long out = usage.completionTokens();
        json.put("input_tokens", in);
        json.putObject("input_tokens_details")
                .put("cached_tokens", sum(usage, Bucket.CACHE_READ, Bucket.CACHE_READ_AUDIO))
                .put("cache_write_tokens", sum(usage, Bucket.CACHE_WRITE, Bucket.CACHE_WRITE_1H));
        json.put("output_tokens", out);
        json.putObject("output_tokens_details")
                .put("reasoning_tokens", usage.tokens(Bucket.REASONING));
        return json.put("total_tokens", in + out);
    }

    private static long sum(Usage usage, Bucket one, Bucket other) {
        return usage.tokens(one) + usage.tokens(other);
    }
}
