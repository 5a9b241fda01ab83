package dev.junctor.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./junctor lab process}: the same faults and abuses, fewer of each, generous margins. */
final class ProcessLabTest {
    @Test
    void the_process_keeps_its_promises_in_bad_company(@TempDir Path folder) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status =
                ProcessLab.run(
                        List.of("--short", "--folder", folder.toString()),
                        new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
