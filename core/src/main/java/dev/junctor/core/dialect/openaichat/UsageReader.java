package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Quirks.ReasoningTokens;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Reads a provider's usage object into disjoint buckets.
 *
 * <p>Prompt totals include what a cache held and what was written to it; completion totals include reasoning, but for
 * providers that count it apart. The total of all tokens, where it is given, decides which of the two a provider means.
 */
public final class UsageReader {
    private static final long ABSENT = -1;

    private long prompt = ABSENT;
    private long completion = ABSENT;
    private long total = ABSENT;
    private long cached;
    private long cachedAudio;
    private long written;
    private long writtenHour;
    private long audioIn;
    private long imageIn;
    private long videoIn;
    private long reasoning;
    private long audioOut;
    private long imageOut;
    private long searches;

    /** Reads the object that stands from {@code from} to {@code to}. */
    public UsageReader(byte[] bytes, int from, int to) {
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            String name = Scalars.text(bytes, fields.nameFrom() + 1, fields.nameTo() - 1);
            if (fields.kind() == Kind.OBJECT) {
                nested(name, bytes, fields.inside());
            } else {
                field(name, number(bytes, fields.from(), fields.end()));
            }
        }
    }

    private void nested(String name, byte[] bytes, Cursor details) {
        while (details.next() && details.end() > 0) {
            String detail = Scalars.text(bytes, details.nameFrom() + 1, details.nameTo() - 1);
            long count = number(bytes, details.from(), details.end());
            switch (name) {
                case "prompt_tokens_details", "input_tokens_details" -> {
                    promptDetail(detail, count);
                    if (detail.equals("cached_tokens_details") && details.kind() == Kind.OBJECT) {
                        cachedDetails(bytes, details.inside());
                    }
                }
                case "completion_tokens_details", "output_tokens_details" ->
                        completionDetail(detail, count);
                case "cache_creation" -> cacheCreation(detail, count);
                case "server_tool_use", "server_tool_use_details" -> {
                    if (detail.equals("web_search_requests")) {
                        searches = Math.max(searches, count);
                    }
                }
                default -> {}
            }
        }
    }

    private void field(String name, long count) {
        switch (name) {
            case "prompt_tokens", "input_tokens" -> prompt = Math.max(prompt, count);
            case "completion_tokens", "output_tokens" -> completion = Math.max(completion, count);
            case "total_tokens" -> total = count;
            case "prompt_cache_hit_tokens",
                    "num_cached_tokens",
                    "cached_tokens",
                    "cache_read_input_tokens" ->
                    cached = Math.max(cached, count);
            case "cache_creation_input_tokens" -> written = Math.max(written, count);
            case "reasoning_tokens" -> reasoning = Math.max(reasoning, count);
            case "num_search_queries" -> searches = Math.max(searches, count);
            default -> {}
        }
    }

    private void promptDetail(String name, long count) {
        switch (name) {
            case "cached_tokens" -> cached = Math.max(cached, count);
            case "cache_write_tokens", "cache_creation_tokens" ->
                    written = Math.max(written, count);
            case "audio_tokens" -> audioIn = Math.max(audioIn, count);
            case "image_tokens" -> imageIn = Math.max(imageIn, count);
            case "video_tokens" -> videoIn = Math.max(videoIn, count);
            default -> {}
        }
    }

    private void cachedDetails(byte[] bytes, Cursor details) {
        while (details.next() && details.end() > 0) {
            if (details.named("audio_tokens".getBytes(StandardCharsets.US_ASCII))) {
                cachedAudio = Math.max(0, number(bytes, details.from(), details.end()));
            }
        }
    }

    private void completionDetail(String name, long count) {
        switch (name) {
            case "reasoning_tokens" -> reasoning = Math.max(reasoning, count);
            case "audio_tokens" -> audioOut = Math.max(audioOut, count);
            case "image_tokens" -> imageOut = Math.max(imageOut, count);
            default -> {}
        }
    }

    private void cacheCreation(String name, long count) {
        if (count > 0 && name.startsWith("ephemeral_") && !name.startsWith("ephemeral_5m")) {
            writtenHour += count;
        }
    }

    /** The whole part of a number; {@link #ABSENT} for all else. */
    private static long number(byte[] bytes, int from, int to) {
        if (Kind.of(bytes[from]) != Kind.NUMBER) {
            return ABSENT;
        }
        int end = from;
        while (end < to && bytes[end] != '.') {
            end++;
        }
        OptionalLong value = Scalars.integer(bytes, from, end);
        return value.isPresent() ? Math.max(0, value.getAsLong()) : ABSENT;
    }

    /** Whether the provider said anything that counts. */
    public boolean isReported() {
        return prompt != ABSENT || completion != ABSENT || total != ABSENT;
    }

    /** The buckets; details that contradict the totals are cut until the sums hold. */
    public Usage usage(ReasoningTokens quirk) {
        long out = completion != ABSENT ? completion : Math.max(0, total - Math.max(0, prompt));
        long in = prompt != ABSENT ? prompt : Math.max(0, total - out);
        if (audioIn > 0 && total == in + out + audioIn) {
            in += audioIn; // the prompt's total counts text only
        }
        long apart = reasoningApart(in, out, quirk);
        reasoning = Math.max(reasoning, apart);
        return completion(out + apart, prompt(in, Usage.NONE)).withWebSearches(searches);
    }

    /** How much reasoning the completion's total does not count; what is counted apart may not even be named. */
    private long reasoningApart(long in, long out, ReasoningTokens quirk) {
        return switch (quirk) {
            case INCLUDED -> total == in + out + reasoning ? reasoning : 0;
            case SEPARATE -> total == ABSENT ? reasoning : Math.max(0, total - in - out);
        };
    }

    private Usage prompt(long in, Usage usage) {
        long left = in;
        long read = Math.min(cached, left);
        left -= read;
        long readAudio = Math.min(cachedAudio, read);
        long write = Math.min(Math.max(written, writtenHour), left);
        left -= write;
        long writeHour = Math.min(writtenHour, write);
        long audio = Math.min(Math.max(0, audioIn - readAudio), left);
        left -= audio;
        long image = Math.min(imageIn, left);
        left -= image;
        long video = Math.min(videoIn, left);
        left -= video;
        return usage.with(Bucket.INPUT, left)
                .with(Bucket.CACHE_READ, read - readAudio)
                .with(Bucket.CACHE_READ_AUDIO, readAudio)
                .with(Bucket.CACHE_WRITE, write - writeHour)
                .with(Bucket.CACHE_WRITE_1H, writeHour)
                .with(Bucket.AUDIO_IN, audio)
                .with(Bucket.IMAGE_IN, image)
                .with(Bucket.VIDEO_IN, video);
    }

    private Usage completion(long out, Usage usage) {
        long left = out;
        long thought = Math.min(reasoning, left);
        left -= thought;
        long audio = Math.min(audioOut, left);
        left -= audio;
        long image = Math.min(imageOut, left);
        left -= image;
        return usage.with(Bucket.OUTPUT, left)
                .with(Bucket.REASONING, thought)
                .with(Bucket.AUDIO_OUT, audio)
                .with(Bucket.IMAGE_OUT, image);
    }
}
