package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each official client does all it can over providers of each protocol, and the page says what came of it. */
final class ConformanceTest {
    private static final Path PAGE = Path.of("../docs/conformance.md");

    private static House house;
    private static List<Driver> drivers;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder);
        drivers = List.of(new OpenAiChatDriver(house), new AnthropicDriver(house));
    }

    @AfterAll
    static void close() {
        drivers.forEach(Driver::close);
        house.close();
    }

    @TestFactory
    Stream<DynamicContainer> allThatClientsDoComesOutAsThePageSays() {
        ConformancePage page = new ConformancePage();
        Stream<DynamicContainer> pairs =
                drivers.stream()
                        .flatMap(driver ->
                                Upstream.ALL.stream()
                                        .map(upstream -> pair(page, driver, upstream)));
        DynamicTest last = DynamicTest.dynamicTest("the page", () -> compare(page));
        return Stream.concat(
                pairs, Stream.of(DynamicContainer.dynamicContainer("then", Stream.of(last))));
    }

    private static DynamicContainer pair(ConformancePage page, Driver driver, Upstream upstream) {
        return DynamicContainer.dynamicContainer(
                driver.name() + " → " + upstream.dialect(),
                Arrays.stream(Call.values())
                        .map(call ->
                                DynamicTest.dynamicTest(
                                        call.title(),
                                        () ->
                                                page.note(
                                                        driver.name(),
                                                        upstream.dialect(),
                                                        call,
                                                        driver.run(call, upstream)))));
    }

    private static void compare(ConformancePage page) throws IOException {
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(page.isWhole(drivers.size() * Upstream.ALL.size())).isTrue();
        assertThat(PAGE).as("written by -Dconformance.write=true").hasContent(page.text());
    }
}
