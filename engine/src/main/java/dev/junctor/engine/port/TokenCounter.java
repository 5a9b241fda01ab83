package dev.junctor.engine.port;

import java.util.OptionalLong;

/** Counts the tokens of texts for models whose vocabulary is public. Called on the loop: short texts only. */
public interface TokenCounter {
    /** No vocabulary is known. */
    TokenCounter NONE =
            new TokenCounter() {
                @Override
                public boolean knows(String vocabulary) {
                    return false;
                }

                @Override
                public OptionalLong count(String vocabulary, String text) {
                    return OptionalLong.empty();
                }
            };

    /** Whether it can count in a vocabulary, now or soon. */
    boolean knows(String vocabulary);

    /**
     * How many tokens a text has.
     *
     * @param vocabulary {@link dev.junctor.core.catalog.Model#tokenizer}
     * @return empty when the vocabulary is not known, or not read yet
     */
    OptionalLong count(String vocabulary, String text);
}
