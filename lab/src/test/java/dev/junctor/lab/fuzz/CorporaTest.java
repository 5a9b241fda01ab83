package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every law holds for every input that lies in the tree, among them all that once broke one. */
final class CorporaTest {
    private static final int MOST_FILES = 20;
    private static final int MOST_BYTES = 2_048;

    private static Map<String, Consumer<byte[]>> laws() {
        Map<String, Consumer<byte[]>> laws = new TreeMap<>();
        laws.put("answer", AnswerFuzzTest::law);
        laws.put("config", ConfigFuzzTest::law);
        laws.put("edits", EditsFuzzTest::law);
        laws.put("events", EventsFuzzTest::law);
        laws.put("head", HeadFuzzTest::law);
        laws.put("journal", JournalFuzzTest::law);
        laws.put("management", ManagementFuzzTest::law);
        laws.put("names", NamesFuzzTest::law);
        laws.put("peek", PeekFuzzTest::law);
        laws.put("record", RecordFuzzTest::law);
        laws.put("tap", TapFuzzTest::law);
        return laws;
    }

    @TestFactory
    Stream<DynamicTest> everyInputKeepsItsLaw() {
        return laws().entrySet().stream()
                .flatMap(law ->
                        Corpus.files(law.getKey()).stream()
                                .map(file ->
                                        DynamicTest.dynamicTest(
                                                law.getKey() + "/" + file.getFileName(),
                                                () -> law.getValue().accept(Corpus.read(file)))));
    }

    @Test
    void everyLawHoldsForNothing() {
        laws().values().forEach(law -> law.accept(new byte[0]));
    }

    @Test
    void corporaAreSmall() {
        for (String target : laws().keySet()) {
            List<Path> files = Corpus.files(target);
            assertThat(files).as(target).isNotEmpty().hasSizeLessThan(MOST_FILES);
            assertThat(files)
                    .allSatisfy(file -> assertThat(Corpus.read(file)).hasSizeLessThan(MOST_BYTES));
        }
    }
}
