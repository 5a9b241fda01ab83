package dev.junctor.lab.bench;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogData;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a plan costs in the catalog as it is shipped, and what a name costs that means nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteBench {
    private static final long NOON = 1_795_521_600_000L;

    private final Router router = new Router(Set.of("openai-chat"));
    private CatalogData data = CatalogData.read(Map.of());
    private Catalog catalog = data.catalog();
    private Snapshot snapshot = new Snapshot(1, catalog, Map.of(), NOON);
    private RouteRequest auto = request("junctor/auto", "");
    private RouteRequest most = auto;
    private RouteRequest one = auto;
    private Seed seed = new Seed(1);

    /** Reads the catalog and picks the model with the most endpoints. */
    @Setup
    public void read() throws IOException {
        Path folder = Path.of(System.getProperty("bench.catalog", "../catalog"));
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".json")).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        data = CatalogData.read(files);
        catalog = data.catalog();
        snapshot = new Snapshot(1, catalog, Map.of(), NOON);
        List<Model> served = catalog.servedModels();
        Comparator<Model> byEndpoints =
                Comparator.comparingInt(model -> catalog.endpointsOf(model.id()).size());
        most = request(served.stream().max(byEndpoints).orElseThrow().id(), "");
        one = request("openai/gpt-4o-mini", "");
    }

    /** A choice among all models. */
    @Benchmark
    public Planned auto() {
        return plan(auto);
    }

    /** The model that most providers serve. */
    @Benchmark
    public Planned mostEndpoints() {
        return plan(most);
    }

    /** A usual model. */
    @Benchmark
    public Planned fewEndpoints() {
        return plan(one);
    }

    /** A name that means nothing. */
    @Benchmark
    public List<Model> nearest() {
        return catalog.nearest("openai/gpt-4o-mimi", 3);
    }

    /** Indexing what has been read. */
    @Benchmark
    public Catalog construction() {
        return data.catalog();
    }

    private Planned plan(RouteRequest request) {
        seed = seed.next();
        return router.plan(request, Policy.OPEN, snapshot, seed);
    }

    private static RouteRequest request(String model, String more) {
        byte[] body =
                ("{\"model\":\""
                                + model
                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
                                + more
                                + "}")
                        .getBytes(StandardCharsets.UTF_8);
        if (new OpenAiChat().peek(RequestLine.of(Operation.CHAT), body, body.length)
                        instanceof Envelope envelope
                && RouteRequest.read(envelope) instanceof RouteRequest request) {
            return request;
        }
        throw new IllegalStateException("the request is not well formed");
    }
}
