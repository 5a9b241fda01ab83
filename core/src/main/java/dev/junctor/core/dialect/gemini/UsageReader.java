package dev.junctor.core.dialect.gemini;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.Locale;

/**
 * Reads {@code usageMetadata}. {@code promptTokenCount} counts what a cache held, but not the results of the provider's
 * own tools; {@code candidatesTokenCount} does not count thoughts and may be missing where it is 0; lists of details
 * split the counts by modality. In a stream each object tells all so far.
 */
final class UsageReader {
    private static final long ABSENT = -1;

    private long prompt = ABSENT;
    private long candidates = ABSENT;
    private long total = ABSENT;
    private long thoughts;
    private long cached;
    private long tools;
    private String tier = "";
    private final long[] in = new long[Kinds.values().length];
    private final long[] fromCache = new long[Kinds.values().length];
    private final long[] out = new long[Kinds.values().length];

    /** Modalities with a price of their own. */
    private enum Kinds {
        AUDIO,
        IMAGE,
        VIDEO,
        OTHER
    }

    /** Reads the object that stands from {@code from} to {@code to}. */
    UsageReader(byte[] bytes, int from, int to) {
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            String name = Scalars.text(bytes, fields.nameFrom() + 1, fields.nameTo() - 1);
            switch (fields.kind()) {
                case NUMBER -> count(name, number(bytes, fields));
                case ARRAY -> details(name, bytes, fields);
                case STRING -> {
                    if (Spelling.is(name, "serviceTier")) {
                        tier = tier(Scalars.string(bytes, fields.from(), fields.end()));
                    }
                }
                case OBJECT, TRUE, FALSE, NULL -> {}
            }
        }
    }

    private static long number(byte[] bytes, Cursor field) {
        return Math.max(0, Scalars.integer(bytes, field.from(), field.end()).orElse(0));
    }

    /** What others call {@code default} is {@code standard} here. */
    private static String tier(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals("standard") ? "default" : lower;
    }

    private void count(String name, long count) {
        switch (name) {
            case "promptTokenCount", "prompt_token_count" -> prompt = count;
            case "candidatesTokenCount",
                    "candidates_token_count",
                    "responseTokenCount",
                    "response_token_count" ->
                    candidates = count;
            case "totalTokenCount", "total_token_count" -> total = count;
            case "thoughtsTokenCount", "thoughts_token_count" -> thoughts = count;
            case "cachedContentTokenCount", "cached_content_token_count" -> cached = count;
            case "toolUsePromptTokenCount", "tool_use_prompt_token_count" -> tools = count;
            default -> {}
        }
    }

    private void details(String name, byte[] bytes, Cursor list) {
        long[] counts =
                switch (name) {
                    case "promptTokensDetails",
                            "prompt_tokens_details",
                            "toolUsePromptTokensDetails",
                            "tool_use_prompt_tokens_details" ->
                            in;
                    case "cacheTokensDetails", "cache_tokens_details" -> fromCache;
                    case "candidatesTokensDetails",
                            "candidates_tokens_details",
                            "responseTokensDetails",
                            "response_tokens_details" ->
                            out;
                    default -> new long[Kinds.values().length];
                };
        Cursor elements = Cursor.trusted(bytes, list.from(), list.end());
        while (elements.next() && elements.end() > 0) {
            if (elements.kind() == Kind.OBJECT) {
                detail(bytes, Cursor.trusted(bytes, elements.from(), elements.end()), counts);
            }
        }
    }

    private static void detail(byte[] bytes, Cursor fields, long[] counts) {
        Kinds kind = Kinds.OTHER;
        long count = 0;
        while (fields.next() && fields.end() > 0) {
            if (fields.kind() == Kind.NUMBER) {
                count = number(bytes, fields);
            } else if (fields.kind() == Kind.STRING) {
                kind =
                        switch (Scalars.string(bytes, fields.from(), fields.end())) {
                            case "AUDIO" -> Kinds.AUDIO;
                            case "IMAGE" -> Kinds.IMAGE;
                            case "VIDEO" -> Kinds.VIDEO;
                            default -> Kinds.OTHER;
                        };
            }
        }
        counts[kind.ordinal()] += count;
    }

    /** Whether it tells what was consumed. */
    boolean isReported() {
        return prompt != ABSENT || candidates != ABSENT || total != ABSENT;
    }

    /** As it says it served, in OpenAI's words; empty when it says nothing. */
    String tier() {
        return tier;
    }

    /** The buckets; details that contradict the totals are cut until the sums hold. */
    Usage usage() {
        long read = Math.max(0, prompt);
        long written =
                candidates != ABSENT ? candidates : Math.max(0, total - read - tools - thoughts);
        return completion(written, prompt(read + tools));
    }

    private Usage prompt(long all) {
        long left = all;
        long audioRead = Math.min(fromCache[Kinds.AUDIO.ordinal()], Math.min(cached, left));
        long textRead = Math.min(cached, left) - audioRead;
        left -= audioRead + textRead;
        long audio = Math.min(uncached(Kinds.AUDIO), left);
        left -= audio;
        long image = Math.min(uncached(Kinds.IMAGE), left);
        left -= image;
        long video = Math.min(uncached(Kinds.VIDEO), left);
        left -= video;
        return Usage.NONE
                .with(Bucket.INPUT, left)
                .with(Bucket.CACHE_READ, textRead)
                .with(Bucket.CACHE_READ_AUDIO, audioRead)
                .with(Bucket.AUDIO_IN, audio)
                .with(Bucket.IMAGE_IN, image)
                .with(Bucket.VIDEO_IN, video);
    }

    private long uncached(Kinds kind) {
        return Math.max(0, in[kind.ordinal()] - fromCache[kind.ordinal()]);
    }

    private Usage completion(long all, Usage usage) {
        long audio = Math.min(out[Kinds.AUDIO.ordinal()], all);
        long image = Math.min(out[Kinds.IMAGE.ordinal()], all - audio);
        return usage.with(Bucket.OUTPUT, all - audio - image)
                .with(Bucket.AUDIO_OUT, audio)
                .with(Bucket.IMAGE_OUT, image)
                .with(Bucket.REASONING, thoughts);
    }
}
