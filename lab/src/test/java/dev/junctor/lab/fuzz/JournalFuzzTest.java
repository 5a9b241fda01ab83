package dev.junctor.lab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.server.journal.JournalLaw;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What damage does to a journal, see {@link JournalLaw}. */
final class JournalFuzzTest {
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void journal(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        JournalLaw.check(input);
    }
}
