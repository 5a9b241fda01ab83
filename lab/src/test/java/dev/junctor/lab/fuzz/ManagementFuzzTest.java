package dev.junctor.lab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.server.api.ManagementLaw;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A management request is carried out or refused, see {@link ManagementLaw}. */
final class ManagementFuzzTest {
    /** The house is opened once for all inputs. */
    private static final class House {
        static final ManagementLaw LAW = new ManagementLaw();

        static {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(LAW::close));
        }
    }

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void management(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        House.LAW.check(input);
    }
}
