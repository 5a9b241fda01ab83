package dev.junctor.lab.money;

import dev.junctor.core.base.Seed;
import java.util.List;

/**
 * One request of the load, all of it decided by a seed.
 *
 * @param body as it is sent
 * @param streamed whether events were asked for
 * @param leavesAfter how many bytes of the answer are read before the caller goes; {@link #STAYS} for all
 */
record Question(String body, boolean streamed, int leavesAfter) {
    /** The caller reads to the end. */
    static final int STAYS = Integer.MAX_VALUE;

    private static final List<String> MODELS =
            List.of("openai/gpt-oss-120b", "openai/gpt-oss-20b", "openai/gpt-4o-mini");

    /** What providers do in one request of four; with {@code times} only to the first attempt. */
    private static final List<String> FAULTS =
            List.of(
                    "{\"fault\":\"500\",\"times\":1}",
                    "{\"fault\":\"429\",\"times\":1}",
                    "{\"fault\":\"503\"}",
                    "{\"fault\":\"cut_before_head\",\"times\":1}",
                    "{\"fault\":\"cut_after_head\",\"times\":1}",
                    "{\"fault\":\"cut_mid_stream\"}",
                    "{\"fault\":\"error_event\"}",
                    "{\"fault\":\"stall\",\"delay_ms\":300}",
                    "{\"fault\":\"slow_first_byte\",\"delay_ms\":200}",
                    "{\"fault\":\"missing_usage\"}",
                    "{\"fault\":\"missing_done\"}",
                    "{\"fault\":\"burst\"}",
                    "{\"fault\":\"one_byte_packets\"}");

    private static final int ONE_IN_FAULTS = 4;
    private static final int ONE_IN_LEAVERS = 8;
    private static final int ONE_IN_UNBOUNDED = 16;
    private static final int MOST_BYTES_OF_LEAVERS = 1_500;
    private static final int MOST_TOKENS = 96;
    private static final int MOST_WORDS = 40;

    static Question of(Seed seed) {
        boolean streamed = seed.forPurpose("stream").below(2) == 1;
        StringBuilder body = new StringBuilder("{\"model\":\"");
        body.append(MODELS.get(seed.forPurpose("model").below(MODELS.size())));
        body.append("\",\"stream\":").append(streamed);
        if (seed.forPurpose("unbounded").below(ONE_IN_UNBOUNDED) > 0) {
            int tokens = 1 + seed.forPurpose("tokens").below(MOST_TOKENS);
            body.append(",\"max_tokens\":").append(tokens);
        }
        if (seed.forPurpose("faulty").below(ONE_IN_FAULTS) == 0) {
            String fault = FAULTS.get(seed.forPurpose("fault").below(FAULTS.size()));
            body.append(",\"simulator\":").append(fault);
        }
        body.append(",\"messages\":[{\"role\":\"user\",\"content\":\"Question ");
        body.append(Long.toUnsignedString(seed.bits(), Character.MAX_RADIX)).append(':');
        body.append(" tell me more".repeat(seed.forPurpose("words").below(MOST_WORDS)));
        body.append("\"}]}");
        boolean leaves = seed.forPurpose("leaves").below(ONE_IN_LEAVERS) == 0;
        int after = leaves ? seed.forPurpose("after").below(MOST_BYTES_OF_LEAVERS) : STAYS;
        return new Question(body.toString(), streamed, after);
    }
}
