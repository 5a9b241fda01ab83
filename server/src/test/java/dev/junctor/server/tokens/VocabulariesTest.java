package dev.junctor.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VocabulariesTest {
    private static final String NAME = "cl100k_base";

    @Test
    void countsOnceTheVocabularyIsReadWhichIsDoneOnceAndBesideTheCaller() {
        List<Runnable> beside = new ArrayList<>();
        Vocabularies vocabularies = new Vocabularies(beside::add);
        assertThat(vocabularies.knows(NAME)).isTrue();
        assertThat(vocabularies.count(NAME, "hello world")).isEmpty();
        assertThat(vocabularies.count(NAME, "hello world")).isEmpty();
        assertThat(beside).hasSize(1);
        beside.getFirst().run();

        assertThat(vocabularies.count(NAME, "hello world")).hasValue(2);
        assertThat(vocabularies.count(NAME, "<|endoftext|>")).as("as plain text").hasValue(7);
    }

    @Test
    void whatNobodyPublishesIsNotKnown() {
        List<Runnable> beside = new ArrayList<>();
        Vocabularies vocabularies = new Vocabularies(beside::add);
        assertThat(vocabularies.knows("")).isFalse();
        assertThat(vocabularies.count("secret_base", "hello")).isEmpty();
        assertThat(beside).isEmpty();
    }
}
