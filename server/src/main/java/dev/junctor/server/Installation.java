package dev.junctor.server;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Junctor is installed: beside its jar lies the catalog. */
public final class Installation {
    private static final String CATALOG = "catalog";

    private Installation() {}

    /**
     * The folder of the catalog that comes with Junctor: beside the jar in an installation, at the root of the
     * repository when classes run as they were compiled.
     *
     * @throws IllegalStateException when there is none
     */
    public static Path catalog() {
        Path folder = here();
        while (folder != null) {
            Path catalog = folder.resolve(CATALOG);
            if (Files.isDirectory(catalog.resolve("providers"))) {
                return catalog;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException(
                "the folder catalog is missing beside " + here() + ": install Junctor again");
    }

    private static Path here() {
        try {
            return Path.of(
                    Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException broken) {
            throw new IllegalStateException("Junctor's own place is not a path", broken);
        }
    }
}
