package dev.junctor.simulator.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import org.junit.jupiter.api.Test;

final class TokensTest {
    @Test
    void tokens_joined_again_are_the_text_and_none_is_empty() {
        for (long seed = 0; seed < 2_000; seed++) {
            String text = text(seed);
            assertThat(String.join("", Tokens.split(text))).as("seed " + seed).isEqualTo(text);
            assertThat(Tokens.split(text)).as("seed " + seed).doesNotContain("");
            assertThat(Tokens.count(text)).as("seed " + seed).isEqualTo(Tokens.split(text).size());
        }
    }

    @Test
    void a_character_of_two_code_units_is_never_cut() {
        for (String token : Tokens.split("a😀😀 😀b 𝒳𝒴𝒵")) {
            assertThat(Character.isLowSurrogate(token.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(token.charAt(token.length() - 1))).isFalse();
        }
    }

    @Test
    void words_take_the_space_before_them() {
        assertThat(Tokens.split("The documentation, in 12345  words\n\n"))
                .containsExactly(
                        "The",
                        " document",
                        "ation",
                        ",",
                        " in",
                        " 123",
                        "45",
                        " ",
                        " words",
                        "\n\n");
    }

    @Test
    void english_has_about_four_bytes_a_token() {
        String text =
                "When in the course of human events, it becomes necessary for one people to"
                        + " dissolve the political bands which have connected them with another";
        assertThat((double) text.length() / Tokens.count(text)).isBetween(3.5, 6.0);
    }

    private static String text(long seed) {
        String alphabet = "abz AZ 019 \n\t.,-é日本😀\"";
        Seed chance = new Seed(seed);
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            chance = chance.next();
            text.appendCodePoint(points[chance.below(points.length)]);
        }
        return text.toString();
    }
}
