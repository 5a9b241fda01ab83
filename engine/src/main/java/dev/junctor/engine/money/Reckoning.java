package dev.junctor.engine.money;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import dev.junctor.engine.port.TokenCounter;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an answer consumed where its provider did not say: its texts counted in the model's vocabulary, where that is
 * public, else a token for each four bytes.
 *
 * <p>Of a long text the first {@value #MOST_BYTES} bytes are counted and the rest is taken to be like them, so that no
 * loop is kept and no stream keeps its whole answer.
 */
public final class Reckoning {
    private static final int MOST_BYTES = 4_096;
    private static final long BYTES_PER_TOKEN = 4;

    private final TokenCounter counter;
    private final String vocabulary;
    private final IntFunction<TextSample> prompt;
    private final long expectedPromptTokens;
    private @Nullable Usage last;
    private AnswerFacts reckoned = AnswerFacts.NONE;
    private long promptTokens = -1;

    /**
     * For one answer.
     *
     * @param vocabulary {@link dev.junctor.core.catalog.Model#tokenizer}; empty for unknown
     * @param prompt the text of the prompt, of which so many bytes are kept; nothing where it is more than text
     * @param expectedPromptTokens what the prompt probably has, by its length
     */
    public Reckoning(
            TokenCounter counter,
            String vocabulary,
            IntFunction<TextSample> prompt,
            long expectedPromptTokens) {
        this.counter = counter;
        this.vocabulary = vocabulary;
        this.prompt = prompt;
        this.expectedPromptTokens = expectedPromptTokens;
    }

    /** What the prompt probably has, by its length. */
    long expectedPromptTokens() {
        return expectedPromptTokens;
    }

    /** Bytes of the answer's text that are to be kept. */
    int keptBytes() {
        return counter.knows(vocabulary) ? MOST_BYTES : 0;
    }

    /** The same for the same answer, also when the prompt is gone. */
    Usage of(AnswerFacts facts) {
        Usage before = last;
        if (before != null && facts.equals(reckoned)) {
            return before;
        }
        if (promptTokens < 0) {
            promptTokens = counter.knows(vocabulary) ? prompt() : expectedPromptTokens;
        }
        long byLength = Math.ceilDiv(facts.completionBytes(), BYTES_PER_TOKEN);
        Usage usage =
                Usage.NONE
                        .with(Bucket.INPUT, promptTokens)
                        .with(
                                Bucket.OUTPUT,
                                counted(facts.text(), facts.completionBytes()).orElse(byLength));
        last = usage;
        reckoned = facts;
        return usage;
    }

    private long prompt() {
        TextSample sample = prompt.apply(MOST_BYTES);
        OptionalLong texts = counted(sample, sample.bytes());
        if (texts.isPresent()) {
            return texts.getAsLong() + sample.marks();
        }
        return sample.bytes() == 0 && sample.marks() > 0 ? sample.marks() : expectedPromptTokens;
    }

    private OptionalLong counted(TextSample sample, long bytes) {
        if (sample.keptBytes() == 0) {
            return OptionalLong.empty();
        }
        OptionalLong kept = counter.count(vocabulary, sample.text());
        return kept.isEmpty() || sample.keptBytes() >= bytes
                ? kept
                : OptionalLong.of(
                        Math.ceilDiv(
                                Math.multiplyExact(kept.getAsLong(), bytes),
                                (long) sample.keptBytes()));
    }
}
