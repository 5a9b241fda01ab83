package dev.junctor.lab.conformance;

import dev.junctor.lab.conformance.Upstream.Offer;
import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.server.Simulation;
import dev.junctor.simulator.FleetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The simulated fleet, and a gateway that reaches it by providers of one dialect each. */
final class House implements AutoCloseable {
    private final Simulation fleet;
    private final FleetDesk desk;
    private final RunningGateway gateway;

    /**
     * Opens it.
     *
     * @param folder for the catalog's entries of these providers
     */
    House(Path folder) {
        this.fleet =
                Simulation.open(RunningGateway.catalog(), FleetOptions.usual().withSpeedUp(0), 0);
        this.desk = new FleetDesk(fleet.url());
        Map<String, String> keys = new HashMap<>();
        Upstream.ALL.forEach(upstream -> write(folder, upstream, keys));
        this.gateway = RunningGateway.serving("catalog: " + folder, keys);
    }

    /** A provider has one address: each simulated one that an upstream needs is another provider. */
    private void write(Path folder, Upstream upstream, Map<String, String> keys) {
        Map<String, Set<Offer>> bySimulated = new LinkedHashMap<>();
        for (Offer offer : List.of(upstream.talker(), upstream.thinker(), upstream.breaker())) {
            bySimulated.computeIfAbsent(offer.simulated(), s -> new LinkedHashSet<>()).add(offer);
        }
        bySimulated.forEach((simulated, offers) -> {
            String slug = upstream.slug() + "-" + simulated;
            String key = slug.replace('-', '_').toUpperCase(Locale.ROOT) + "_KEY";
            keys.put(key, "lab-secret");
            write(folder, slug, entry(upstream, simulated, slug, key, offers));
        });
    }

    private String entry(
            Upstream upstream, String simulated, String slug, String key, Set<Offer> offers) {
        String endpoints =
                offers.stream()
                        .map(offer ->
                                """
                                {"model": "%s", "upstream": "%s", "price": {"input": 1, "output": 4}}\
                                """
                                        .formatted(offer.model(), offer.id()))
                        .collect(Collectors.joining(",\n"));
        return """
        {"id": "%s", "name": "Lab %s", "kind": "host", "env": ["%s"],
         "dialects": {"%s": "%s"}, %s,
         "links": {"docs": "https://lab.example/docs"},
         "endpoints": [%s]}
        """
                .formatted(
                        slug,
                        slug,
                        key,
                        upstream.dialect(),
                        fleet.url() + upstream.base(simulated),
                        upstream.shape(simulated),
                        endpoints);
    }

    private static void write(Path folder, String slug, String entry) {
        try {
            Path providers = Files.createDirectories(folder.resolve("providers"));
            Files.writeString(providers.resolve(slug + ".json"), entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the gateway listens, without a path. */
    String url() {
        return gateway.url();
    }

    /** A key that opens its models. */
    String key() {
        return gateway.key();
    }

    /** The fleet's orders and counts. */
    FleetDesk desk() {
        return desk;
    }

    /** Lets an upstream's model for failures fail so many times. */
    void breaks(Upstream upstream, String fault, int times) {
        desk.reset();
        desk.order(
                """
                {"provider": "%s", "model": "%s", "fault": "%s", "times": %d%s}\
                """
                        .formatted(
                                upstream.breaker().simulated(),
                                upstream.breaker().id(),
                                fault,
                                times,
                                fault.equals("429") ? ", \"retry_after\": 17" : ""));
    }

    @Override
    public void close() {
        gateway.close();
        fleet.close();
    }
}
