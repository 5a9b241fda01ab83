package dev.junctor.lab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.server.journal.RecordLaw;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Bytes are a record or refused, see {@link RecordLaw}. */
final class RecordFuzzTest {
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void record(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        RecordLaw.check(input);
    }
}
