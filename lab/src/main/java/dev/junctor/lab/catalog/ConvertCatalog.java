package dev.junctor.lab.catalog;

import dev.junctor.core.catalog.ModelFile;
import dev.junctor.core.catalog.ProviderFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the catalog's files: {@code mvn -q -Pcatalog -pl lab -am process-classes}.
 *
 * <p>The same input gives the same bytes. Files that the input no longer has are deleted.
 */
public final class ConvertCatalog {
    private ConvertCatalog() {}

    /** Converts from the folder of the first argument to that of the second. */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("give the folder to read and the folder to write");
        }
        Map<String, String> files = convert(Path.of(arguments[0]));
        write(files, Path.of(arguments[1]));
        System.out.println(files.size() + " files in " + arguments[1]);
    }

    /** The text of each file by its name below the catalog's folder. */
    static Map<String, String> convert(Path folder) {
        Sources sources =
                Sources.read(folder, resource("gateways.json"), resource("corrections.json"));
        List<Offer> offers = new Offers(sources).all();
        List<JsonNode> models = models(sources, offers);
        Map<String, Traits> traits = new LinkedHashMap<>();
        models.forEach(model -> traits.put(Rows.text(model, "id"), Traits.of(model)));

        Map<String, String> files = new TreeMap<>();
        Aliases aliases = new Aliases(sources, offers, traits.keySet());
        ModelText modelText = new ModelText(aliases, sources, models);
        for (JsonNode model : models) {
            files.put(ModelFile.nameOf(Rows.text(model, "id")), Layout.file(modelText.of(model)));
        }
        List<JsonNode> providers = providers(sources, offers);
        Dialects dialects = new Dialects(sources);
        Lives lives = new Lives(sources, aliases, traits.keySet());
        ProviderText providerText =
                new ProviderText(sources, new KeyVariables(sources, providers), dialects);
        EndpointText endpointText = new EndpointText(dialects, traits, lives);
        for (JsonNode provider : providers) {
            String slug = Rows.text(provider, "slug");
            Map<String, String> spoken = dialects.of(provider);
            List<ObjectNode> endpoints =
                    offers.stream()
                            .filter(offer -> offer.provider().equals(slug) && !spoken.isEmpty())
                            .map(offer -> endpointText.of(offer, spoken))
                            .toList();
            files.put(
                    ProviderFile.nameOf(slug),
                    Layout.file(providerText.of(provider, endpoints, lives.retired(slug))));
        }
        return files;
    }

    /** Models that somebody offers, or that are well known; routers and moving names are none. */
    private static List<JsonNode> models(Sources sources, List<Offer> offers) {
        Set<String> offered = new HashSet<>();
        offers.forEach(offer -> offered.add(offer.model()));
        Set<String> excluded = new HashSet<>(Rows.texts(sources.corrections(), "not_models_of"));
        return sources.models().stream()
                .filter(model -> {
                    String id = Rows.text(model, "id");
                    boolean known =
                            Rows.flag(model, sources.column("well_known"))
                                    && !id.endsWith("-latest")
                                    && !excluded.contains(Aliases.author(id));
                    return known || offered.contains(id);
                })
                .sorted(Comparator.comparing(model -> Rows.text(model, "id")))
                .toList();
    }

    private static List<JsonNode> providers(Sources sources, List<Offer> offers) {
        Set<String> offering = new HashSet<>();
        offers.forEach(offer -> offering.add(offer.provider()));
        return sources.providers().stream()
                .filter(provider ->
                        provider.has("env") || offering.contains(Rows.text(provider, "slug")))
                .sorted(Comparator.comparing(provider -> Rows.text(provider, "slug")))
                .toList();
    }

    private static JsonNode resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(ConvertCatalog.class.getResourceAsStream(name))) {
            return Sources.tree(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Map<String, String> files, Path folder) {
        try {
            for (String kind : List.of("providers", "models")) {
                for (Path stale : jsonFiles(folder.resolve(kind))) {
                    if (!files.containsKey(folder.relativize(stale).toString())) {
                        Files.delete(stale);
                    }
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return new ArrayList<>(
                    paths.filter(path -> path.toString().endsWith(".json")).toList());
        }
    }
}
