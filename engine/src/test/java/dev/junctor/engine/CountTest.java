package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.record.Billing;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Bucket;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.port.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where a provider does not say what it used, a public vocabulary counts, and otherwise the length. */
final class CountTest {
    private static final String JSON = "application/json";
    private static final Candidate SPELLED =
            Menu.spelled(Menu.candidate("one", "a/m"), "words_base");

    /** A token for each word; four beside the one message and three before the answer. */
    private static final class Words implements TokenCounter {
        final List<String> texts = new ArrayList<>();

        @Override
        public boolean knows(String vocabulary) {
            return vocabulary.equals("words_base");
        }

        @Override
        public OptionalLong count(String vocabulary, String text) {
            texts.add(text);
            return OptionalLong.of(text.strip().split("\\s+", -1).length);
        }
    }

    private static String answer(String content) {
        return "{\"id\":\"u\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + content
                + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static String piece(String content) {
        return "data: {\"id\":\"u\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + content
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    private static House counting(Words words, Candidate candidate) {
        House house = new House(candidate);
        house.counter = words;
        return house;
    }

    @Test
    void anAnswerWithoutUsageIsCountedAndSaysThatNobodyElseDid() {
        Words words = new Words();
        House house = counting(words, SPELLED);
        FakeCaller caller = house.ask(House.body(""));
        house.upstream.last().head(200, JSON).part(answer("four words \\u0026 more")).end();

        GenerationRecord record = house.records.getFirst();
        assertThat(words.texts).containsExactly("hello", "four words & more");
        assertThat(record.usage().tokens(Bucket.INPUT)).isEqualTo(1 + 4 + 3);
        assertThat(record.usage().tokens(Bucket.OUTPUT)).isEqualTo(4);
        assertThat(record.billing()).isEqualTo(Billing.ESTIMATED);
        assertThat(record.cost().nanoDollars()).isEqualTo(8 * 1_000 + 4 * 2_000);
        assertThat(caller.body())
                .startsWith("{\"provider\":\"ONE\",")
                .contains("\"content\":\"four words \\u0026 more\"")
                .contains("\"completion_tokens\":4,", "\"estimated\":true")
                .contains("\"cost\":" + record.cost().toUsd() + ",");
    }

    @Test
    void nobodyCountsWhereTheProviderSaysIt() {
        Words words = new Words();
        House house = counting(words, SPELLED);
        house.ask(House.body(""));
        house.upstream.last().head(200, JSON).part(House.answer(10, 5)).end();

        assertThat(words.texts).isEmpty();
        assertThat(house.records.getFirst().billing()).isEqualTo(Billing.COMPLETE);
    }

    @Test
    void aStreamThatItsCallerLeftIsCountedAsFarAsItCame() {
        Words words = new Words();
        House house = counting(words, SPELLED);
        FakeCaller caller = house.ask(House.body(",\"stream\":true"));
        house.upstream.last().head(200, "text/event-stream");
        for (int i = 0; i < 10; i++) {
            house.upstream.last().part(piece("word "));
        }
        caller.hangUp();

        GenerationRecord record = house.records.getFirst();
        assertThat(record.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(words.texts.getLast()).isEqualTo("word ".repeat(10));
        assertThat(record.usage().tokens(Bucket.OUTPUT)).isEqualTo(10);
    }

    @Test
    void ofALongAnswerTheBeginningIsCountedAndTheRestTakenToBeLikeIt() {
        Words words = new Words();
        House house = counting(words, SPELLED);
        FakeCaller caller = house.ask(House.body(",\"stream\":true"));
        house.upstream.last().head(200, "text/event-stream");
        for (int i = 0; i < 1_000; i++) {
            house.upstream.last().part(piece("two words as it were "));
        }
        house.upstream.last().part("data: [DONE]\n\n").end();

        assertThat(words.texts.getLast().length()).isLessThanOrEqualTo(4_096);
        assertThat(house.records.getFirst().usage().tokens(Bucket.OUTPUT))
                .isBetween(4_900L, 5_100L);
        assertThat(caller.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void whereNoVocabularyIsPublicTheLengthTells() {
        Words words = new Words();
        House house = counting(words, Menu.candidate("one", "a/m"));
        house.ask(House.body(""));
        house.upstream.last().head(200, JSON).part(answer("sixteen letters.")).end();

        assertThat(words.texts).isEmpty();
        assertThat(house.records.getFirst().usage().tokens(Bucket.OUTPUT)).isEqualTo(4);
        assertThat(house.records.getFirst().billing()).isEqualTo(Billing.ESTIMATED);
    }
}
