package dev.junctor.server.config;

import dev.junctor.core.catalog.CatalogData;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.ModelFile;
import dev.junctor.core.catalog.ProviderFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the catalog's files: the folder that comes with Junctor, and the operator's folders laid over it. */
public final class CatalogFolder {
    private static final String SUFFIX = ".json";

    private CatalogFolder() {}

    /**
     * Reads folders; a file in a later one replaces the file of the same name in an earlier one.
     *
     * @throws dev.junctor.core.catalog.CatalogException that names the first file that cannot be understood
     * @throws UncheckedIOException when a folder or file cannot be read
     */
    public static CatalogData read(List<Path> folders) {
        Map<String, Path> providers = new LinkedHashMap<>();
        Map<String, Path> models = new LinkedHashMap<>();
        for (Path folder : folders) {
            list(folder, "providers", providers);
            list(folder, "models", models);
        }
        // Half of the time is the disk's and half the parser's: both cores read.
        Collection<Model> readModels =
                models.entrySet().parallelStream()
                        .map(file -> ModelFile.read(file.getKey(), bytes(file.getValue())))
                        .toList();
        Collection<ProviderFile> readProviders =
                providers.entrySet().parallelStream()
                        .map(file -> ProviderFile.read(file.getKey(), bytes(file.getValue())))
                        .toList();
        return CatalogData.join(readProviders, readModels);
    }

    private static void list(Path folder, String part, Map<String, Path> files) {
        Path inside = folder.resolve(part);
        if (!Files.isDirectory(inside)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(inside)) {
            List<Path> found = new ArrayList<>(walk.filter(CatalogFolder::isJson).toList());
            found.sort(null);
            for (Path file : found) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the catalog in " + folder + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
