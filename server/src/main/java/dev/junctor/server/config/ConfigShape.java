package dev.junctor.server.config;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.config.DefaultPolicy.DataCollection;
import dev.junctor.server.config.DefaultPolicy.ZeroRetention;
import dev.junctor.server.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of {@code junctor.yaml}: the one list that the reader, its suggestions and the schema are made from. */
final class ConfigShape {
    private static final String SLUG_EXPECTED =
            "must be a provider's slug: lower-case letters, digits, dots, dashes";

    // keys

    private static final Key<String> NAME =
            Key.required(
                    "name", Shapes.text("a name"), "A name for people.", "write a name for people");
    private static final Key<Secret> KEY =
            Key.required(
                    "key",
                    Shapes.secret("a key as ${NAME}"),
                    "The key itself.",
                    "write ${NAME} for a key in the environment");
    private static final Key<ApiKey.Kind> KIND =
            Key.optional(
                    "kind",
                    Shapes.oneOf(
                            Map.of(
                                    "inference",
                                    ApiKey.Kind.INFERENCE,
                                    "management",
                                    ApiKey.Kind.MANAGEMENT)),
                    ApiKey.Kind.INFERENCE,
                    "inference opens models, management opens keys, records and settings; "
                            + "inference when left out.");
    private static final Key<Money> LIMIT =
            Key.optional(
                    "limit_usd",
                    MoneyShapes.usd(),
                    ApiKey.UNLIMITED,
                    "What may be spent with it in each period of limit_reset, in US dollars; no "
                            + "limit when left out.");
    private static final Key<Long> EXPIRES =
            Key.optional(
                    "expires",
                    MoneyShapes.moment(),
                    Long.MAX_VALUE,
                    "When it ends; never when left out.");

    private static final Shape<DeclaredKey> DECLARED_KEY =
            new Group<>(
                    "a key",
                    and(
                            TrafficShapes.OF_KEY,
                            NAME,
                            KEY,
                            KIND,
                            MoneyShapes.ACCOUNT,
                            LIMIT,
                            MoneyShapes.LIMIT_RESET,
                            EXPIRES),
                    values ->
                            new DeclaredKey(
                                    values.get(NAME),
                                    values.get(KEY),
                                    values.get(KIND),
                                    values.get(MoneyShapes.ACCOUNT),
                                    values.get(LIMIT),
                                    values.get(MoneyShapes.LIMIT_RESET),
                                    values.get(EXPIRES),
                                    TrafficShapes.ofKey(values)));

    // limits

    private static final Key<Long> BODY_BYTES =
            limit("body_bytes", Limits.DEFAULT.bodyBytes(), "Bytes of one request's body.");
    private static final Key<Long> BODIES_BYTES =
            Key.optional(
                    "bodies_bytes",
                    Shapes.count(1, Long.MAX_VALUE / 2),
                    Limits.DEFAULT.bodiesBytes(),
                    "Bytes of the bodies of all requests together; half of what the JVM has for"
                            + " network buffers when left out.");
    private static final Key<Long> HEADER_BYTES =
            limit("header_bytes", Limits.DEFAULT.headerBytes(), "Bytes of one request's head.");
    private static final Key<Long> CONNECTIONS =
            limit("connections", Limits.DEFAULT.connections(), "Callers connected at one time.");
    private static final Key<Long> UPSTREAM_CONNECTIONS =
            limit(
                    "upstream_connections",
                    Limits.DEFAULT.upstreamConnections(),
                    "Connections to one provider at one time.");
    private static final Key<Long> UPSTREAM_WAITING =
            limit(
                    "upstream_waiting",
                    Limits.DEFAULT.upstreamWaiting(),
                    "Requests that wait for a connection to one provider.");

    private static final Key<Duration> HEAD_TIMEOUT =
            timeout(
                    "head_timeout",
                    Limits.DEFAULT.headTimeout(),
                    "From the first byte of a request's head to its last.");
    private static final Key<Duration> BODY_TIMEOUT =
            timeout(
                    "body_timeout",
                    Limits.DEFAULT.bodyTimeout(),
                    "Between two parts of a body; each such stretch must bring 1 KB for each of its"
                            + " seconds.");
    private static final Key<Duration> IDLE_TIMEOUT =
            timeout(
                    "idle_timeout",
                    Limits.DEFAULT.idleTimeout(),
                    "Between two requests of one connection.");
    private static final Key<Duration> SEND_TIMEOUT =
            timeout(
                    "send_timeout",
                    Limits.DEFAULT.sendTimeout(),
                    "While a caller takes nothing of what waits for it.");

    private static final Shape<Limits> LIMITS =
            new Group<>(
                    "limits",
                    and(
                            TrafficShapes.OF_PROCESS,
                            BODY_BYTES,
                            BODIES_BYTES,
                            HEADER_BYTES,
                            CONNECTIONS,
                            UPSTREAM_CONNECTIONS,
                            UPSTREAM_WAITING,
                            HEAD_TIMEOUT,
                            BODY_TIMEOUT,
                            IDLE_TIMEOUT,
                            SEND_TIMEOUT),
                    values ->
                            new Limits(
                                    values.get(BODY_BYTES).intValue(),
                                    values.get(BODIES_BYTES),
                                    values.get(HEADER_BYTES).intValue(),
                                    values.get(CONNECTIONS).intValue(),
                                    values.get(UPSTREAM_CONNECTIONS).intValue(),
                                    values.get(UPSTREAM_WAITING).intValue(),
                                    values.get(HEAD_TIMEOUT),
                                    values.get(BODY_TIMEOUT),
                                    values.get(IDLE_TIMEOUT),
                                    values.get(SEND_TIMEOUT),
                                    TrafficShapes.ofProcess(values)));

    // shutdown

    private static final Key<Duration> GRACE =
            Key.optional(
                    "grace",
                    Shapes.durationOrNone(),
                    ShutdownTimes.DEFAULT.grace(),
                    "How long new requests are still taken after SIGTERM, while /readyz answers "
                            + "503; 0s when left out, 5s behind a load balancer.");
    private static final Key<Duration> DRAIN =
            Key.optional(
                    "drain",
                    Shapes.durationOrNone(),
                    ShutdownTimes.DEFAULT.drain(),
                    "How long requests under way may take after that; 4s when left out.");

    private static final Shape<ShutdownTimes> SHUTDOWN =
            new Group<>(
                    "shutdown",
                    List.of(GRACE, DRAIN),
                    values -> new ShutdownTimes(values.get(GRACE), values.get(DRAIN)));

    // telemetry

    private static final Key<String> OTLP_ENDPOINT =
            Key.optional(
                    "otlp_endpoint",
                    Shapes.url(),
                    "",
                    "Base URL of an OTLP/HTTP receiver as http://127.0.0.1:4318; no "
                            + "traces when left out.");
    private static final Key<Map<String, Secret>> OTLP_HEADERS =
            Key.optional(
                    "otlp_headers",
                    ProviderShapes.headers(),
                    Map.of(),
                    "Headers sent with each export.");
    private static final Key<Double> TRACE_RATIO =
            Key.optional(
                    "trace_ratio",
                    Shapes.ratio(),
                    Telemetry.DEFAULT.traceRatio(),
                    "Share of requests that are traced, 0 to 1; all when left out.");

    private static final Shape<Telemetry> TELEMETRY =
            new Group<>(
                    "telemetry",
                    List.of(OTLP_ENDPOINT, OTLP_HEADERS, TRACE_RATIO),
                    values ->
                            new Telemetry(
                                    values.get(OTLP_ENDPOINT),
                                    values.get(OTLP_HEADERS),
                                    values.get(TRACE_RATIO)));

    // policy

    private static final Key<List<String>> ONLY =
            Key.optional(
                    "only", slugs(), List.of(), "Providers that may answer; all when left out.");
    private static final Key<List<String>> IGNORE =
            Key.optional("ignore", slugs(), List.of(), "Providers that may not answer.");
    private static final Key<DataCollection> DATA_COLLECTION =
            Key.optional(
                    "data_collection",
                    Shapes.oneOf(
                            Map.of("allow", DataCollection.ALLOW, "deny", DataCollection.DENY)),
                    DataCollection.ALLOW,
                    "deny: only providers that neither keep prompts nor train on them.");
    private static final Key<ZeroRetention> ZDR =
            Key.optional(
                    "zdr",
                    Shapes.flag(ZeroRetention.REQUIRED, ZeroRetention.NOT_REQUIRED),
                    ZeroRetention.NOT_REQUIRED,
                    "true: only endpoints with zero data retention.");

    private static final Shape<DefaultPolicy> POLICY =
            new Group<>(
                    "a policy",
                    List.of(ONLY, IGNORE, DATA_COLLECTION, ZDR),
                    values ->
                            new DefaultPolicy(
                                    values.get(ONLY),
                                    values.get(IGNORE),
                                    values.get(DATA_COLLECTION),
                                    values.get(ZDR)));

    // the file

    private static final Key<ListenAddress> LISTEN =
            Key.optional(
                    "listen",
                    Shapes.listenAddress(),
                    ListenAddress.DEFAULT,
                    "Where to listen; 127.0.0.1:8080 when left out. An address that "
                            + "others can reach needs tls or allow_public.");
    private static final Key<Exposure> ALLOW_PUBLIC =
            Key.optional(
                    "allow_public",
                    Shapes.flag(Exposure.PUBLIC, Exposure.PRIVATE),
                    Exposure.PRIVATE,
                    "true: listen without TLS where others can reach it, since something "
                            + "in front of it encrypts.");
    private static final Key<List<DeclaredKey>> KEYS =
            Key.optional(
                    "keys",
                    Shapes.listOf(DECLARED_KEY),
                    List.of(),
                    "Fixed keys, for development and automation; others live in the store.");
    private static final Key<Deadlines> DEADLINES =
            Key.optional(
                    "deadlines",
                    ProviderShapes.DEADLINES,
                    Deadlines.UNSAID,
                    "How long providers may take; connect 5s, first_byte 60s, idle 60s, "
                            + "total 10m where nothing is said.");
    private static final Key<Limits> LIMITS_KEY =
            Key.optional("limits", LIMITS, Limits.DEFAULT, "What is taken at most.");
    private static final Key<ShutdownTimes> SHUTDOWN_KEY =
            Key.optional(
                    "shutdown",
                    SHUTDOWN,
                    ShutdownTimes.DEFAULT,
                    "What happens when the process is told to end.");
    private static final Key<UpstreamProxy> PROXY =
            Key.optional(
                    "proxy",
                    Shapes.proxy(),
                    UpstreamProxy.NONE,
                    "An HTTP proxy to reach providers through.");
    private static final Key<Telemetry> TELEMETRY_KEY =
            Key.optional("telemetry", TELEMETRY, Telemetry.DEFAULT, "Where traces go.");
    private static final Key<DefaultPolicy> POLICY_KEY =
            Key.optional(
                    "policy",
                    POLICY,
                    DefaultPolicy.OPEN,
                    "What holds for every request, in addition to what it asks itself.");
    private static final Key<Map<String, ProviderSettings>> PROVIDERS =
            Key.optional(
                    "providers",
                    Shapes.mapOf(ProviderShapes.SLUG, SLUG_EXPECTED, ProviderShapes.PROVIDER),
                    Map.of(),
                    "Providers by slug: those of the catalog with something changed, and others.");

    private ConfigShape() {}

    /**
     * The shape of the whole file.
     *
     * @param folder what its paths are relative to
     */
    static Shape<Config> in(Path folder) {
        Shape<Path> path =
                Shapes.map(Shapes.text("a path"), text -> folder.resolve(text).normalize());
        Key<Path> data =
                Key.optional(
                        "data",
                        path,
                        folder.resolve("data").normalize(),
                        "Folder of all that Junctor keeps; data beside this file when left out.");
        Key<List<Path>> catalog =
                Key.optional(
                        "catalog",
                        Shapes.map(path, List::of),
                        List.of(),
                        "Folder with more files for the catalog.");
        Key<Tls> tls = Key.optional("tls", tls(path), Tls.OFF, "A certificate to speak TLS with.");
        return new Group<>(
                "this file",
                List.of(
                        LISTEN,
                        ALLOW_PUBLIC,
                        tls,
                        data,
                        catalog,
                        KEYS,
                        MoneyShapes.ACCOUNTS,
                        MoneyShapes.PRICE_BOOKS,
                        MoneyShapes.DURABILITY,
                        MoneyShapes.DATABASE,
                        MoneyShapes.RETENTION_DAYS,
                        MoneyShapes.JOURNAL,
                        DEADLINES,
                        LIMITS_KEY,
                        SHUTDOWN_KEY,
                        PROXY,
                        TELEMETRY_KEY,
                        POLICY_KEY,
                        PROVIDERS),
                values -> config(values, data, catalog, tls));
    }

    private static Config config(
            Values values, Key<Path> data, Key<List<Path>> catalog, Key<Tls> tls) {
        Deadlines deadlines = values.get(DEADLINES).orElse(Deadlines.DEFAULT);
        Map<String, ProviderSettings> providers = new LinkedHashMap<>();
        values.get(PROVIDERS)
                .forEach((slug, settings) ->
                        providers.put(slug, settings.completed(slug, deadlines)));
        return new Config(
                values.get(LISTEN),
                values.get(ALLOW_PUBLIC),
                values.get(tls),
                values.get(data),
                values.get(catalog),
                values.get(KEYS),
                values.get(MoneyShapes.ACCOUNTS),
                values.get(MoneyShapes.PRICE_BOOKS),
                values.get(MoneyShapes.DURABILITY),
                values.get(MoneyShapes.DATABASE),
                values.get(MoneyShapes.RETENTION_DAYS).intValue(),
                values.get(MoneyShapes.JOURNAL),
                deadlines,
                values.get(LIMITS_KEY),
                values.get(SHUTDOWN_KEY),
                values.get(PROXY),
                values.get(TELEMETRY_KEY),
                values.get(POLICY_KEY),
                providers);
    }

    private static Shape<Tls> tls(Shape<Path> path) {
        Key<Path> certificate =
                Key.required(
                        "certificate",
                        path,
                        "PEM file: the host's certificate, then those that vouch for it.",
                        "write the path of a PEM file");
        Key<Path> key =
                Key.required(
                        "key", path, "PEM file: the private key.", "write the path of a PEM file");
        return new Group<>(
                "tls",
                List.of(certificate, key),
                values -> new Tls.Files(values.get(certificate), values.get(key)));
    }

    private static List<Key<?>> and(List<Key<?>> others, Key<?>... keys) {
        return Stream.concat(Stream.of(keys), others.stream()).toList();
    }

    private static Key<Long> limit(String name, long otherwise, String meaning) {
        return Key.optional(
                name,
                Shapes.count(1, Integer.MAX_VALUE),
                otherwise,
                meaning + " " + otherwise + " when left out.");
    }

    private static Key<Duration> timeout(String name, Duration otherwise, String meaning) {
        return Key.optional(
                name,
                Shapes.duration(),
                otherwise,
                meaning + " " + otherwise.toSeconds() + "s when left out.");
    }

    private static Shape<List<String>> slugs() {
        return Shapes.listOf(Shapes.text("a provider's slug", ProviderShapes.SLUG));
    }
}
