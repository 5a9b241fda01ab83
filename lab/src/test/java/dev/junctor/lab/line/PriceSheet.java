package dev.junctor.lab.line;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the recorded providers cost, and the bill for a usage object computed without any of the product's code. */
final class PriceSheet {
    /** No two prices are the same, so that a token in the wrong place is seen. */
    static final String YAML =
            "{input: 1.25, output: 10.5, cache_read: 0.125, cache_write: 1.75, audio_in: 40,"
                    + " cache_read_audio: 2.5, image_in: 3.1, reasoning: 11.3, audio_out: 80,"
                    + " image_out: 30, unit: {web_search: 0.01}}";

    private static final int NANO = 9;
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    private PriceSheet() {}

    /** US dollars, rounded half up to the nano-dollar once. */
    static BigDecimal bill(JsonNode usage) {
        JsonNode in = usage.path("prompt_tokens_details");
        JsonNode out = usage.path("completion_tokens_details");
        long prompt = usage.path("prompt_tokens").asLong(0);
        long completion = usage.path("completion_tokens").asLong(0);
        long total = usage.path("total_tokens").asLong(prompt + completion);

        long cached = most(usage, in, List.of("cached_tokens", "prompt_cache_hit_tokens"));
        long written = most(usage, in, List.of("cache_write_tokens", "cache_creation_tokens"));
        long heard = in.path("audio_tokens").asLong(0);
        long seen = in.path("image_tokens").asLong(0);
        long thought = most(usage, out, List.of("reasoning_tokens"));
        long spoken = out.path("audio_tokens").asLong(0);
        long painted = out.path("image_tokens").asLong(0);
        if (total == prompt + completion + thought) {
            completion += thought; // counted apart
        }
        if (heard > 0 && total == prompt + completion + heard) {
            prompt += heard; // the same
        }
        seen = Math.min(seen, prompt - cached - written - heard); // some images were cached too
        BigDecimal sum = BigDecimal.ZERO;
        sum = sum.add(cost(prompt - cached - written - heard - seen, "1.25"));
        sum = sum.add(cost(cached, "0.125"));
        sum = sum.add(cost(written, "1.75"));
        sum = sum.add(cost(heard, "40"));
        sum = sum.add(cost(seen, "3.1"));
        sum = sum.add(cost(completion - thought - spoken - painted, "10.5"));
        sum = sum.add(cost(thought, "11.3"));
        sum = sum.add(cost(spoken, "80"));
        sum = sum.add(cost(painted, "30"));
        long searches =
                Math.max(
                        usage.path("num_search_queries").asLong(0),
                        usage.path("server_tool_use_details")
                                .path("web_search_requests")
                                .asLong(0));
        sum = sum.add(new BigDecimal(searches).multiply(new BigDecimal("0.01")));
        return sum.setScale(NANO, RoundingMode.HALF_UP);
    }

    private static BigDecimal cost(long tokens, String usdPerMillion) {
        return new BigDecimal(tokens).multiply(new BigDecimal(usdPerMillion)).divide(MILLION);
    }

    private static long most(JsonNode usage, JsonNode details, List<String> names) {
        return names.stream()
                .mapToLong(
                        name -> Math.max(usage.path(name).asLong(0), details.path(name).asLong(0)))
                .max()
                .orElse(0);
    }
}
