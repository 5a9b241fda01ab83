package dev.junctor.lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.junctor.core.catalog.CatalogCheck;
import dev.junctor.core.catalog.CatalogData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Needs the collected data in {@code ../shared/catalog} beside the repository; skipped where it is absent. */
final class ConvertCatalogTest {
    private static final Path COLLECTED = Path.of("..", "..", "shared", "catalog");

    @Test
    void makesTheSameSoundFilesEachTime() {
        assumeTrue(Files.isDirectory(COLLECTED), "the collected data is not here");
        Map<String, String> made = ConvertCatalog.convert(COLLECTED);
        Map<String, byte[]> files = new TreeMap<>();
        made.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));

        assertThat(CatalogCheck.findings(CatalogData.read(files))).isEmpty();
        assertThat(ConvertCatalog.convert(COLLECTED)).isEqualTo(made);
    }
}
