package dev.junctor.lab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.wire.HeadLaw;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What a connection means does not depend on its cuts, see {@link HeadLaw}. */
final class HeadFuzzTest {
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void head(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        HeadLaw.check(input, Corpus.number(input));
    }
}
