package dev.junctor.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.Lab;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever seeds invent, every law is kept, and the same seeds tell the same story. */
final class WorldsTest {
    private record Told(int exit, String text) {
        String lastLine() {
            return text.strip().lines().reduce("", (before, line) -> line);
        }

        String digest() {
            return lastLine().substring(lastLine().lastIndexOf(' '));
        }
    }

    private static Told lab(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exit = Lab.run(List.of(words), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new Told(exit, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void fiveHundredWorldsKeepEveryLawAndMeetEveryTrouble() {
        Told told = lab("--seeds", "500");

        assertThat(told.exit()).as(told.text()).isZero();
        assertThat(told.lastLine()).matches("500 seeds, [0-9.]+ seeds/s, digest [0-9a-f]{16}");
        assertThat(told.text()).doesNotContain("not met");
        System.out.println(told.text());
    }

    @Test
    void theSameSeedsHaveTheSameDigestInWhateverOrderTheyRun() {
        Told one = lab("--seeds", "6", "--from", "500", "--threads", "1");
        Told two = lab("--seeds", "6", "--from", "500", "--threads", "3");

        assertThat(one.digest()).isEqualTo(two.digest());
        assertThat(lab("--seeds", "6", "--from", "501").digest()).isNotEqualTo(one.digest());
    }

    @Test
    void aCommandThatIsNotUnderstoodIsAnswered() {
        assertThat(lab("--seed", "6").exit()).isEqualTo(2);
        assertThat(lab("--seeds", "six").text()).contains("--seeds needs a number");
        assertThat(lab("--help").exit()).isZero();
    }
}
