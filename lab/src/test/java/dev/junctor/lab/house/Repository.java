package dev.junctor.lab.house;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository lies, from whichever module a test runs. */
final class Repository {
    private Repository() {}

    static Path root() {
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
