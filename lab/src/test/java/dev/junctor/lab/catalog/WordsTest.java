package dev.junctor.lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void snapshotsAndSpellingsAreTheSameService() {
        for (List<String> pair :
                List.of(
                        List.of("small-5.5", "small-5.5-2026-04-23"),
                        List.of("small-4-5", "small-4-5-20251101"),
                        List.of("acme/small-5", "small-5"),
                        List.of("acme-small-4.5-big", "acme-big-small-4.5"))) {
            assertThat(Words.sameService(pair.getFirst(), pair.getLast())).as("" + pair).isTrue();
        }
    }

    @Test
    void otherModesAndModelsAreNot() {
        for (List<String> pair :
                List.of(
                        List.of("small-5", "small-5-fast"),
                        List.of("small-5-reasoning", "small-5-non-reasoning"),
                        List.of("small-5", "small-5-mini"),
                        List.of("small-5", "large-5"))) {
            assertThat(Words.sameService(pair.getFirst(), pair.getLast())).as("" + pair).isFalse();
        }
        assertThat(Words.beyond("acme/small-5-turbo-fp8", "small-5")).isEqualTo("turbo-fp8");
    }
}
