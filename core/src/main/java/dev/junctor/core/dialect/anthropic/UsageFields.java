package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;

/**
 * What an answer's {@code usage} objects say together: a stream tells the prompt at its start and the completion at its
 * end, and later words replace earlier ones. {@code input_tokens} does not count what the cache read or wrote.
 */
final class UsageFields {
    private static final byte[] INPUT = ascii("input_tokens");
    private static final byte[] OUTPUT = ascii("output_tokens");
    private static final byte[] READ = ascii("cache_read_input_tokens");
    private static final byte[] WRITTEN = ascii("cache_creation_input_tokens");
    private static final byte[] WRITTEN_BY_TIME = ascii("cache_creation");
    private static final byte[] SHORT = ascii("ephemeral_5m_input_tokens");
    private static final byte[] HOUR = ascii("ephemeral_1h_input_tokens");
    private static final byte[] DETAILS = ascii("output_tokens_details");
    private static final byte[] THINKING = ascii("thinking_tokens");
    private static final byte[] SERVER_TOOLS = ascii("server_tool_use");
    private static final byte[] SEARCHES = ascii("web_search_requests");
    private static final byte[] TIER = ascii("service_tier");
    private static final byte[] SPEED = ascii("speed");

    /** More than any answer has: what is above it is no count. */
    private static final long MOST = 1L << 40;

    private long input;
    private long output;
    private long read;
    private long written;
    private long writtenForHour;
    private long thinking;
    private long searches;
    private String tier = "";
    private boolean reported;

    /** What a stream's first event says: of the completion nobody knows yet, whatever stands there. */
    void begin(byte[] bytes, int from, int to) {
        read(bytes, from, to);
        reported = false;
    }

    /** Takes down what an object says. */
    void read(byte[] bytes, int from, int to) {
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            long number = number(bytes, fields);
            if (number >= 0) {
                count(fields, number);
            } else if (fields.kind() == Kind.STRING) {
                word(bytes, fields);
            } else if (fields.kind() == Kind.OBJECT) {
                details(bytes, fields);
            }
        }
    }

    private static long number(byte[] bytes, Cursor field) {
        return field.kind() == Kind.NUMBER
                ? Math.min(MOST, Scalars.integer(bytes, field.from(), field.end()).orElse(-1))
                : -1;
    }

    private void count(Cursor field, long number) {
        if (field.named(INPUT)) {
            input = number;
        } else if (field.named(OUTPUT)) {
            output = number;
            reported = true;
        } else if (field.named(READ)) {
            read = number;
        } else if (field.named(WRITTEN)) {
            written = number;
        }
    }

    /** The faster variant has a price of its own, whatever the tier. */
    private void word(byte[] bytes, Cursor field) {
        if (field.named(TIER) && tier.isEmpty()) {
            tier = Scalars.string(bytes, field.from(), field.end());
        } else if (field.named(SPEED)) {
            String speed = Scalars.string(bytes, field.from(), field.end());
            tier = speed.equals("fast") ? speed : tier;
        }
    }

    private void details(byte[] bytes, Cursor field) {
        boolean byTime = field.named(WRITTEN_BY_TIME);
        boolean details = field.named(DETAILS);
        boolean tools = field.named(SERVER_TOOLS);
        if (!byTime && !details && !tools) {
            return;
        }
        long shortly = 0;
        Cursor inner = Cursor.trusted(bytes, field.from(), field.end());
        while (inner.next() && inner.end() > 0) {
            long number = Math.max(0, number(bytes, inner));
            if (byTime && inner.named(SHORT)) {
                shortly = number;
            } else if (byTime && inner.named(HOUR)) {
                writtenForHour = number;
            } else if (details && inner.named(THINKING)) {
                thinking = number;
            } else if (tools && inner.named(SEARCHES)) {
                searches = number;
            }
        }
        if (byTime) {
            written = Math.max(written, Math.addExact(shortly, writtenForHour));
        }
    }

    /** Whether the provider said how long the completion is; before that only the prompt is known. */
    boolean isReported() {
        return reported;
    }

    /** As it says it served; empty when it says nothing. */
    String tier() {
        return tier;
    }

    /** What was consumed. */
    Usage usage() {
        long forHour = Math.min(writtenForHour, written);
        long thought = Math.min(thinking, output);
        return Usage.NONE
                .with(Bucket.INPUT, input)
                .with(Bucket.CACHE_READ, read)
                .with(Bucket.CACHE_WRITE, written - forHour)
                .with(Bucket.CACHE_WRITE_1H, forHour)
                .with(Bucket.OUTPUT, output - thought)
                .with(Bucket.REASONING, thought)
                .withWebSearches(searches);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
