package dev.junctor.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.sim.laws.LogWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bug that is planted in the engine is found within the seeds that it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MutantsTest {
    private LogWatch log = LogWatch.begin();

    @BeforeAll
    void quiet() {
        log.close();
        log = LogWatch.begin();
    }

    @AfterAll
    void loud() {
        log.close();
    }

    static List<Mutant> all() {
        return Mutants.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void isFound(Mutant mutant, @TempDir Path folder) throws Exception {
        LongFunction<String> worlds = new Planting(root(), folder).plant(mutant);
        String found = "";
        long seed = 0;
        while (found.isEmpty() && seed < mutant.within()) {
            found = worlds.apply(++seed);
        }
        System.out.println(mutant + " is found by seed " + seed + ": " + found);
        assertThat(found).as("found within %d seeds", mutant.within()).isNotEmpty();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".mvn"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("not inside the repository");
            }
            folder = parent;
        }
        return folder;
    }
}
