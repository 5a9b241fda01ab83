package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.CostText;
import dev.junctor.core.dialect.CostText.Words;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Splice;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.List;
import java.util.Set;

/** Writes what an answer cost beside its usage, in OpenRouter's shape; amounts are US dollars as JSON numbers. */
final class UsageWriter {
    private static final Set<String> COST = Set.copyOf(CostText.names());

    private UsageWriter() {}

    /** Adds the splices that put the cost into the usage object from {@code from} to {@code to}. */
    static void addCost(byte[] bytes, int from, int to, Cost cost, List<Splice> splices) {
        CostText.add(bytes, from, to, cost, Words.PROMPT_AND_COMPLETIONS, splices);
    }

    /** Adds the splices that take a provider's own cost out of the usage object from {@code from} to {@code to}. */
    static void removeCost(byte[] bytes, int from, int to, List<Splice> splices) {
        Removal.of(bytes, Cursor.trusted(bytes, from, to), COST, splices);
    }

    /** A usage object of our own, where the provider sent one that cannot be passed on. */
    static String whole(Usage usage, Cost cost) {
        return counts(usage, cost) + "}";
    }

    /** A usage object of our own, where the provider sent none: it says that nobody counted. */
    static String estimated(Usage usage, Cost cost) {
        return counts(usage, cost) + ",\"estimated\":true}";
    }

    /** The object, still open. */
    private static String counts(Usage usage, Cost cost) {
        long in = usage.promptTokens();
        long out = usage.completionTokens();
        long cached = usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        long written = usage.tokens(Bucket.CACHE_WRITE) + usage.tokens(Bucket.CACHE_WRITE_1H);
        long audio = usage.tokens(Bucket.AUDIO_IN) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        return "{\"prompt_tokens\":"
                + in
                + ",\"completion_tokens\":"
                + out
                + ",\"total_tokens\":"
                + (in + out)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + cached
                + ",\"cache_write_tokens\":"
                + written
                + ",\"audio_tokens\":"
                + audio
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":"
                + usage.tokens(Bucket.REASONING)
                + ",\"audio_tokens\":"
                + usage.tokens(Bucket.AUDIO_OUT)
                + "},"
                + CostText.fields(cost, Words.PROMPT_AND_COMPLETIONS);
    }
}
