package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;

/**
 * Reads a usage object: {@code input_tokens} counts what the cache held and what was written to it, {@code
 * output_tokens} what was thought.
 */
final class UsageFields {
    private static final byte[] INPUT = ascii("input_tokens");
    private static final byte[] OUTPUT = ascii("output_tokens");
    private static final byte[] INPUT_DETAILS = ascii("input_tokens_details");
    private static final byte[] OUTPUT_DETAILS = ascii("output_tokens_details");
    private static final byte[] CACHED = ascii("cached_tokens");
    private static final byte[] WRITTEN = ascii("cache_write_tokens");
    private static final byte[] REASONING = ascii("reasoning_tokens");

    private long input;
    private long output;
    private long cached;
    private long written;
    private long thoughts;
    private boolean reported;

    /** Reads the object from {@code from} to {@code to}. */
    UsageFields(byte[] bytes, int from, int to) {
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            if (fields.kind() == Kind.NUMBER) {
                if (fields.named(INPUT)) {
                    input = number(bytes, fields);
                } else if (fields.named(OUTPUT)) {
                    output = number(bytes, fields);
                    reported = true;
                }
            } else if (fields.kind() == Kind.OBJECT) {
                if (fields.named(INPUT_DETAILS) || fields.named(OUTPUT_DETAILS)) {
                    details(bytes, Cursor.trusted(bytes, fields.from(), fields.end()));
                }
            }
        }
    }

    private void details(byte[] bytes, Cursor details) {
        while (details.next() && details.end() > 0) {
            if (details.kind() != Kind.NUMBER) {
                continue;
            }
            if (details.named(CACHED)) {
                cached = number(bytes, details);
            } else if (details.named(WRITTEN)) {
                written = number(bytes, details);
            } else if (details.named(REASONING)) {
                thoughts = number(bytes, details);
            }
        }
    }

    private static long number(byte[] bytes, Cursor field) {
        return Math.max(0, Scalars.integer(bytes, field.from(), field.end()).orElse(0));
    }

    /** Whether the provider said what was consumed. */
    boolean isReported() {
        return reported;
    }

    /** What was consumed; {@link Usage#NONE} when it was not said. */
    Usage usage() {
        if (!reported) {
            return Usage.NONE;
        }
        long read = Math.min(cached, input);
        long put = Math.min(written, input - read);
        long thought = Math.min(thoughts, output);
        return Usage.NONE
                .with(Bucket.INPUT, input - read - put)
                .with(Bucket.CACHE_READ, read)
                .with(Bucket.CACHE_WRITE, put)
                .with(Bucket.OUTPUT, output - thought)
                .with(Bucket.REASONING, thought);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
