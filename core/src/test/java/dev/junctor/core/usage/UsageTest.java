package dev.junctor.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import org.junit.jupiter.api.Test;

final class UsageTest {
    @Test
    void bucketsAddUpToPromptAndCompletion() {
        Seed seed = new Seed(11);
        for (int i = 0; i < 500; i++) {
            Usage usage = Usage.NONE;
            long prompt = 0;
            long completion = 0;
            for (Bucket bucket : Bucket.values()) {
                seed = seed.next();
                int tokens = seed.below(100_000);
                usage = usage.with(bucket, tokens);
                prompt += bucket.isPrompt() ? tokens : 0;
                completion += bucket.isPrompt() ? 0 : tokens;
            }
            assertThat(usage.promptTokens()).as("seed " + seed).isEqualTo(prompt);
            assertThat(usage.completionTokens()).as("seed " + seed).isEqualTo(completion);
        }
    }

    @Test
    void aNegativeCountIsNothing() {
        assertThat(Usage.NONE.with(Bucket.INPUT, -5)).isEqualTo(Usage.NONE);
        assertThat(Usage.NONE.withWebSearches(-1).webSearches()).isZero();
    }

    @Test
    void whatIsSetLaterTakesThePlaceOfWhatWasThere() {
        Usage usage = Usage.NONE.with(Bucket.OUTPUT, 7).withWebSearches(2).with(Bucket.OUTPUT, 9);
        assertThat(usage.tokens(Bucket.OUTPUT)).isEqualTo(9);
        assertThat(usage.webSearches()).isEqualTo(2);
        assertThat(Usage.NONE.tokens(Bucket.OUTPUT)).isZero();
    }
}
