package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogException;
import dev.junctor.server.config.CatalogFolder;
import dev.junctor.server.config.Changes;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.config.OperatorCatalog;
import dev.junctor.server.config.ProviderAccess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A configuration file, the catalog's folders and the environment as it was when the process started.
 *
 * @param file reads the file with variables by name
 */
public record FileSource(
        Function<Map<String, String>, ConfigResult> file, Map<String, String> environment)
        implements Source {
    public FileSource {
        environment = Map.copyOf(environment);
    }

    @Override
    public Reading read() {
        try {
            return switch (file.apply(environment)) {
                case ConfigResult.Valid(Config config) -> laid(config);
                case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                        new Reading.Wrong(problems);
            };
        } catch (CatalogException | UncheckedIOException | IllegalStateException broken) {
            return new Reading.Wrong(
                    List.of(new ConfigProblem("catalog", 0, String.valueOf(broken.getMessage()))));
        }
    }

    private Reading laid(Config config) {
        OperatorCatalog.Laid laid = OperatorCatalog.lay(catalog(config.catalog()), config);
        return laid.problems().isEmpty()
                ? new Reading.Fresh(
                        new Changes.Whole(
                                config, ProviderAccess.of(laid.catalog(), config, environment)))
                : new Reading.Wrong(laid.problems());
    }

    /** The catalog that comes with Junctor with folders laid over it. */
    static Catalog catalog(List<Path> more) {
        List<Path> folders = new ArrayList<>();
        folders.add(Installation.catalog());
        folders.addAll(more);
        return CatalogFolder.read(folders).catalog();
    }
}
