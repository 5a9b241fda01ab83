package dev.junctor.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code junctor.yaml} and the environment.
 *
 * <p>{@code JUNCTOR_LISTEN}, {@code JUNCTOR_DATA}, {@code JUNCTOR_ALLOW_PUBLIC} and {@code OTEL_EXPORTER_OTLP_ENDPOINT}
 * count before the file, so that a container or a flag of the command line can set them; {@code JUNCTOR_DATABASE_URL}
 * stands for {@code database} and is refused beside another one in the file. Paths in the file are relative
 * to its folder, paths in the environment to the working directory.
 */
public final class ConfigReader {
    /** The file that is looked for in the working directory. */
    public static final String FILE = "junctor.yaml";

    private ConfigReader() {}

    /**
     * Reads a file that was asked for.
     *
     * @param environment variables by name
     */
    public static ConfigResult read(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        try {
            return parse(Files.readString(file), folder, environment);
        } catch (CharacterCodingException e) {
            return invalid(file + " is not UTF-8 text: save it as UTF-8");
        } catch (IOException e) {
            return invalid(file + " cannot be read: check the path and its permissions");
        }
    }

    /**
     * Reads {@link #FILE} of a folder when it is there; otherwise everything is as when it were empty.
     *
     * @param environment variables by name
     */
    public static ConfigResult readFolder(Path folder, Map<String, String> environment) {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? read(file, environment)
                : parse("", folder.toAbsolutePath(), environment);
    }

    /**
     * Reads a text.
     *
     * @param folder what its paths are relative to
     * @param environment variables by name
     */
    public static ConfigResult parse(String yaml, Path folder, Map<String, String> environment) {
        Place top = Place.top();
        Optional<Config> config =
                nodes(yaml, environment, top)
                        .flatMap(node -> ConfigShape.in(folder).read(node, top))
                        .map(read -> Overrides.apply(read, environment, top));
        config.ifPresent(read -> Rules.check(read, top));
        return config.isPresent() && top.problems().isEmpty()
                ? new ConfigResult.Valid(config.get())
                : new ConfigResult.Invalid(top.problems());
    }

    private static Optional<Node> nodes(String yaml, Map<String, String> environment, Place top) {
        // Most starts have no file, and the YAML parser costs a tenth of a second to load.
        return yaml.isBlank()
                ? Optional.of(new Node.Fields(0, Map.of()))
                : YamlReader.read(yaml, name -> Optional.ofNullable(environment.get(name)), top);
    }

    private static ConfigResult invalid(String message) {
        return new ConfigResult.Invalid(List.of(new ConfigProblem("", 0, message)));
    }
}
