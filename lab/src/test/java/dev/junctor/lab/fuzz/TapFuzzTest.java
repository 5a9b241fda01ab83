package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What goes to the caller of a stream, and what is charged for it, does not depend on how the network cuts it. */
final class TapFuzzTest {
    private static final OpenAiChat DIALECT = new OpenAiChat();
    private static final int CUTS = 3;
    private static final int LONGEST_PIECE = 120;

    /** All that comes of a stream. */
    private record Heard(String out, StreamTap.State state, AnswerFacts facts, String fault) {}

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void tap(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        Heard whole = hear(input, input.length, new Seed(0));
        Seed seed = new Seed(Corpus.number(input));
        for (int i = 0; i < CUTS; i++) {
            seed = seed.next();
            assertThat(hear(input, LONGEST_PIECE, seed)).as("cut by " + seed).isEqualTo(whole);
        }
        AnswerFacts facts = whole.facts();
        assertThat(facts.completionBytes()).isBetween(0L, (long) input.length);
        if (facts.metering() == AnswerFacts.Metering.MISSING) {
            assertThat(facts.usage()).as("nobody counted").isEqualTo(Usage.NONE);
        }
        if (whole.state() == StreamTap.State.COMPLETE) {
            assertThat(whole.out()).as("the protocol's end").contains("[DONE]");
        }
    }

    private static Heard hear(byte[] input, int longest, Seed seed) {
        StreamTap tap =
                DIALECT.stream(
                        Asked.envelope(Operation.CHAT),
                        Asked.IDENTITY,
                        Asked.quirks(Corpus.number(input)),
                        Asked.CLOSING);
        Bytes out = new Bytes(256);
        Seed at = seed;
        int i = 0;
        StreamTap.State state = StreamTap.State.OPEN;
        while (i < input.length && state == StreamTap.State.OPEN) {
            at = at.next();
            int to = longest == input.length ? input.length : i + 1 + at.below(longest);
            to = Math.min(input.length, to);
            state = tap.feed(input, i, to, out);
            i = to;
        }
        if (state == StreamTap.State.OPEN) {
            state = tap.end(out);
        }
        String fault = state == StreamTap.State.FAILED ? tap.fault().toString() : "";
        return new Heard(
                new String(out.toArray(), StandardCharsets.UTF_8), state, tap.facts(), fault);
    }
}
