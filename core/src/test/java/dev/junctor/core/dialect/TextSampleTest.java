package dev.junctor.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TextSampleTest {
    private static final String TEXT =
            "a\\nb \\\"quoted\\\" \\u00e9\\ud83d\\ude00 é漢😀 and plain words ";

    @Test
    void whatIsKeptIsTheBeginningOfTheTextWhereverItIsCut() {
        String whole = sample(TEXT, Integer.MAX_VALUE, 1).text();
        assertThat(whole).startsWith("a\nb \"quoted\" é");
        for (int most = 1; most < 100; most++) {
            for (int seed = 1; seed < 20; seed++) {
                TextSample sample = sample(TEXT, most, seed);

                assertThat(sample.bytes()).isEqualTo(utf8(TEXT).length);
                assertThat(sample.keptBytes()).isLessThanOrEqualTo(most);
                assertThat(whole).as("%d bytes, seed %d", most, seed).startsWith(sample.text());
            }
        }
    }

    @Test
    void itShowsItsContentToNobody() {
        TextSample sample = sample("a secret", 100, 1);
        assertThat(
                        new AnswerFacts(
                                        "u",
                                        "",
                                        Usage.NONE,
                                        AnswerFacts.Metering.MISSING,
                                        "",
                                        8,
                                        sample)
                                .toString())
                .doesNotContain("secret")
                .contains("8 of 8 bytes");
    }

    /** Put in by whole words, as chunks of a stream bring them. */
    private static TextSample sample(String text, int most, int seed) {
        TextSample sample = new TextSample(most);
        Seed dice = new Seed(seed);
        StringBuilder chunk = new StringBuilder();
        for (String word : text.splitWithDelimiters(" ", 0)) {
            chunk.append(word);
            dice = dice.next();
            if (dice.below(2) == 0) {
                add(sample, chunk.toString());
                chunk.setLength(0);
            }
        }
        add(sample, chunk.toString());
        return sample;
    }

    private static void add(TextSample sample, String text) {
        byte[] bytes = utf8("\"" + text + "\"");
        sample.add(bytes, 1, bytes.length - 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
