package dev.junctor.lab.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise names the test that keeps it, and that test exists. */
final class PromisesTest {
    /** {@code LedgerTest#everyPostingSumsToZero}, or a class alone. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:#(\\w+))?`");

    /** A row of a table, whose last cells name what keeps it. */
    private static final Pattern ROW =
            Pattern.compile("^\\| (?!-)(?!promise|threat|pain)(.+) \\|$");

    private static final int LEAST_PROMISES = 40;
    private static final int LEAST_THREATS = 20;

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Repository.root())) {
            for (Path file : files.filter(PromisesTest::isTest).toList()) {
                String name = String.valueOf(file.getFileName()).replace(".java", "");
                sources.merge(name, Files.readString(file), (one, other) -> one + other);
            }
        }
        return sources;
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("src/test/java") && file.toString().endsWith("Test.java");
    }

    private static String page(String name) throws IOException {
        return Files.readString(Repository.root().resolve("docs").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promises.md", "security.md"})
    void everyTestThatIsNamedExists(String name) throws IOException {
        Map<String, String> tests = tests();
        List<String> absent = new ArrayList<>();
        int named = 0;
        Matcher found = NAMED.matcher(page(name));
        while (found.find()) {
            named++;
            String source = tests.getOrDefault(found.group(1), "");
            String method = found.group(2);
            boolean exists =
                    method == null
                            ? !source.isEmpty()
                            : Pattern.compile("\\b" + method + "\\s*(\\(|=)")
                                    .matcher(source)
                                    .find();
            if (!exists) {
                absent.add(found.group());
            }
        }
        assertThat(absent).as("tests that %s names and nobody wrote", name).isEmpty();
        assertThat(named).isGreaterThan(LEAST_THREATS);
    }

    @Test
    void everyPromiseNamesATest() throws IOException {
        assertThat(rows("promises.md"))
                .hasSizeGreaterThan(LEAST_PROMISES)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
    }

    @Test
    void everyThreatNamesATest() throws IOException {
        List<String> threats =
                rows("security.md").stream().filter(row -> row.matches("[STRIDE] .*")).toList();
        assertThat(threats)
                .hasSizeGreaterThan(LEAST_THREATS)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
    }

    private static List<String> rows(String name) throws IOException {
        return page(name)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }
}
