package dev.junctor.lab.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money stays exact when the process is killed; {@code lab/money.sh} does it longer. */
final class TrialTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void everyAnswerThatCameWholeIsChargedOnceAfterThreeKills()
            throws IOException, InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        TrialOptions options = TrialOptions.usual(folder).with(3, 1.5);
        Trial.Result result =
                Trial.run(options, new PrintStream(told, true, StandardCharsets.UTF_8));

        String report = told.toString(StandardCharsets.UTF_8);
        assertThat(result.findings().isEmpty()).as(report).isTrue();
        assertThat(result.answers()).as(report).isGreaterThan(100);
        assertThat(result.looks()).as(report).isPositive();
    }
}
