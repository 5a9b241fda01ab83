package dev.junctor.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.usage.Bucket;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReaderTest {
    private static final Path FOLDER = Path.of("/etc/junctor");
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "DEV_KEY", "sk-dev-0123456789abcdefghij",
                    "OPS_KEY", "sk-ops-0123456789abcdefghij",
                    "MY_KEY", "secret: [of, mine]",
                    "OPENAI_API_KEY", "sk-openai",
                    "FIVE", "5",
                    "YES", "true",
                    "SLOW", "90s");

    static final String EXAMPLE =
            """
            listen: 127.0.0.1:8080
            data: ./data
            keys:                              # fixed keys, ${NOT_SET} in a comment is nothing
              - {name: dev, key: ${DEV_KEY}, limit_usd: 5}
              - {name: ops, key: ${OPS_KEY}, kind: management}
            deadlines: {connect: 5s, first_byte: 60s, idle: 60s, total: 600s}
            providers:
              my-vllm:
                dialect: openai-chat
                base_url: http://127.0.0.1:9000/v1
                api_key: ${MY_KEY}
                models:
                  - {id: acme/tiny, upstream: tiny, context: 32768, max_output: 4096, price: {input: 0.15, output: 0.60, cache_read: 0.015}}
              openai: {api_key: ${OPENAI_API_KEY}, base_url: https://my-proxy.example/v1}
            """;

    @TempDir Path temp;

    private static Config valid(String yaml) {
        return valid(yaml, ENVIRONMENT);
    }

    private static Config valid(String yaml, Map<String, String> environment) {
        return switch (ConfigReader.parse(yaml, FOLDER, environment)) {
            case ConfigResult.Valid(Config config) -> config;
            case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                    throw new AssertionError(problems);
        };
    }

    private static List<String> problems(String yaml) {
        return problems(yaml, ENVIRONMENT);
    }

    private static List<String> problems(String yaml, Map<String, String> environment) {
        return switch (ConfigReader.parse(yaml, FOLDER, environment)) {
            case ConfigResult.Valid valid -> throw new AssertionError(valid);
            case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                    problems.stream().map(ConfigProblem::toString).toList();
        };
    }

    private static String header(ProviderSettings provider, String name) {
        return provider.headers().getOrDefault(name, Secret.NONE).reveal();
    }

    private static void assertProblem(String yaml, String... parts) {
        assertThat(problems(yaml)).as(yaml).hasSize(1);
        assertThat(problems(yaml).getFirst()).as(yaml).contains(parts);
    }

    @Test
    void theExampleIsReadAsItIsMeant() {
        Config config = valid(EXAMPLE);
        assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 8080));
        assertThat(config.data()).isEqualTo(Path.of("/etc/junctor/data"));
        DeclaredKey dev = config.keys().getFirst();
        assertThat(dev.name()).isEqualTo("dev");
        assertThat(dev.key().reveal()).isEqualTo(ENVIRONMENT.get("DEV_KEY"));
        assertThat(dev.limit()).isEqualTo(new Money(5_000_000_000L));
        assertThat(dev.kind()).isEqualTo(ApiKey.Kind.INFERENCE);
        assertThat(config.keys().getLast().kind()).isEqualTo(ApiKey.Kind.MANAGEMENT);
        assertThat(config.keys().getLast().limit()).isEqualTo(ApiKey.UNLIMITED);
        assertThat(config.deadlines().total()).isEqualTo(Duration.ofMinutes(10));

        ProviderSettings mine = config.provider("my-vllm").orElseThrow();
        assertThat(mine.slug()).isEqualTo("my-vllm");
        assertThat(mine.apiKey().reveal()).isEqualTo("secret: [of, mine]");
        assertThat(mine.baseUrl()).isEqualTo("http://127.0.0.1:9000/v1");
        DeclaredModel tiny = mine.models().getFirst();
        assertThat(tiny.upstream()).isEqualTo("tiny");
        assertThat(tiny.context()).isEqualTo(32_768);
        assertThat(tiny.price().base().nanoPerMillion(Bucket.INPUT)).isEqualTo(150_000_000);
        assertThat(tiny.price().base().nanoPerMillion(Bucket.CACHE_READ)).isEqualTo(15_000_000);
        assertThat(config.provider("openai").orElseThrow().baseUrl())
                .isEqualTo("https://my-proxy.example/v1");
        assertThat(config.provider("openai").orElseThrow().dialect()).isEmpty();
    }

    @Test
    void nothingPrintedHasAKeyInIt() {
        assertThat(valid(EXAMPLE).toString())
                .doesNotContain("0123456789")
                .doesNotContain("of, mine")
                .doesNotContain("sk-openai")
                .contains("***");
    }

    @Test
    void withoutAFileEverythingIsUsual() {
        assertThat(ConfigReader.readFolder(temp, Map.of()))
                .isEqualTo(
                        new ConfigResult.Valid(
                                new Config(
                                        new ListenAddress("127.0.0.1", 8080),
                                        Exposure.PRIVATE,
                                        Tls.OFF,
                                        temp.resolve("data"),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        Durability.CHARGE,
                                        Secret.NONE,
                                        0,
                                        JournalBounds.DEFAULT,
                                        Deadlines.DEFAULT,
                                        Limits.DEFAULT,
                                        ShutdownTimes.DEFAULT,
                                        UpstreamProxy.NONE,
                                        Telemetry.DEFAULT,
                                        DefaultPolicy.OPEN,
                                        Map.of())));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Path certificate = Files.writeString(temp.resolve("cert.pem"), "");
        Path key = Files.writeString(temp.resolve("key.pem"), "");
        Config config =
                valid(
                        """
                        listen: "[::]:443"
                        allow_public: ${YES}
                        tls: {certificate: %s, key: %s}
                        data: /var/lib/junctor
                        catalog: %s
                        keys:
                        - {name: a, key: "${DEV_KEY}", expires: 2027-01-31, limit_usd: ${FIVE},
                           requests_in_flight: 8, requests_per_minute: 600, priority: low}
                        deadlines: {idle: 500ms, total: 2m}
                        limits: {body_bytes: 1000, bodies_bytes: 5000, connections: 7, head_timeout: 3s,
                                 send_timeout: 1m, requests_in_flight: 50, queue: 0, queue_wait: 250ms}
                        proxy: http://me:pa%%20ss@proxy.example:8888
                        telemetry: {otlp_endpoint: "http://127.0.0.1:4318/", trace_ratio: 0.25, otlp_headers: {x-key: abc}}
                        policy: {only: [openai], ignore: [groq], data_collection: deny, zdr: true}
                        providers:
                          off: {enabled: false}
                          known:
                            headers: {X-Team: blue}
                            deadlines: {first_byte: ${SLOW}}
                            data_policy: {retains: false, trains: false, zero_retention: true}
                            quantizations: {acme/big: fp8, "*": bf16}
                            ceiling_price: {input: 1, output: 0}
                            models:
                            - id: acme/more
                              in: [text, image]
                              out: [text]
                              capabilities: [reasoning]
                              quantization: int4
                              price: {input: 0, output: 0, tiers: [{above: 200000, input: 1.25}]}
                        """
                                .formatted(certificate, key, temp));
        assertThat(config.listen()).isEqualTo(new ListenAddress("::", 443));
        assertThat(config.exposure()).isEqualTo(Exposure.PUBLIC);
        assertThat(config.tls()).isEqualTo(new Tls.Files(certificate, key));
        assertThat(config.catalog()).containsExactly(temp);
        assertThat(config.keys().getFirst().expiresMillis())
                .isEqualTo(Instant.parse("2027-01-31T00:00:00Z").toEpochMilli());
        assertThat(config.keys().getFirst().limit()).isEqualTo(new Money(5_000_000_000L));
        assertThat(config.keys().getFirst().traffic()).isEqualTo(new Traffic(8, 600, Priority.LOW));
        assertThat(config.deadlines())
                .isEqualTo(
                        new Deadlines(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(60),
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2)));
        assertThat(config.limits().bodyBytes()).isEqualTo(1_000);
        assertThat(config.limits().bodiesBytes()).isEqualTo(5_000);
        assertThat(config.limits().connections()).isEqualTo(7);
        assertThat(config.limits().queue())
                .isEqualTo(
                        new QueueLimits(
                                50,
                                QueueLimits.ANY,
                                0,
                                QueueLimits.DEFAULT.queueBytes(),
                                Duration.ofMillis(250)));
        assertThat(config.limits().headerBytes()).isEqualTo(Limits.DEFAULT.headerBytes());
        assertThat(config.limits().headTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.limits().sendTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.limits().bodyTimeout()).isEqualTo(Limits.DEFAULT.bodyTimeout());
        assertThat(config.proxy())
                .isInstanceOfSatisfying(
                        UpstreamProxy.Http.class,
                        proxy -> {
                            assertThat(proxy.port()).isEqualTo(8_888);
                            assertThat(proxy.user()).isEqualTo("me");
                            assertThat(proxy.password().reveal()).isEqualTo("pa ss");
                        });
        assertThat(config.telemetry().otlpEndpoint()).isEqualTo("http://127.0.0.1:4318");
        assertThat(config.telemetry().traceRatio()).isEqualTo(0.25);
        assertThat(config.policy().only()).containsExactly("openai");
        assertThat(config.policy().zeroRetention()).isEqualTo(DefaultPolicy.ZeroRetention.REQUIRED);
        assertThat(config.provider("off").orElseThrow().standing())
                .isEqualTo(ProviderSettings.Standing.DISABLED);
        ProviderSettings known = config.provider("known").orElseThrow();
        assertThat(header(known, "X-Team")).isEqualTo("blue");
        assertThat(config.deadlinesFor("known"))
                .isEqualTo(
                        new Deadlines(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(90),
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2)));
        assertThat(config.deadlinesFor("another")).isEqualTo(config.deadlines());
        assertThat(known.dataPolicy().zeroRetention()).isEqualTo(DataPolicy.Stance.YES);
        assertThat(known.quantizations()).containsEntry("*", "bf16");
        assertThat(known.ceiling())
                .isInstanceOfSatisfying(
                        Pricing.Known.class,
                        price -> assertThat(price.basis()).isEqualTo(Pricing.Basis.CEILING));
        DeclaredModel more = known.models().getFirst();
        assertThat(more.upstream()).isEqualTo("more");
        assertThat(more.in()).containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE);
        assertThat(more.capabilities()).containsExactly(Capability.REASONING);
        assertThat(more.price().ratesFor(200_001, 0, "").nanoPerMillion(Bucket.INPUT))
                .isEqualTo(1_250_000_000);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        assertProblem("listn: 127.0.0.1:1", "line 1: listn: ", "did you mean listen?");
        assertProblem(
                "deadlines:\n  frist_byte: 5s", "line 2: deadlines.frist_byte", "first_byte?");
        assertProblem("providers: {openai: {apikey: x}}", "providers.openai.apikey", "api_key?");
        assertProblem(
                "providers: {a: {models: [{id: a/b, price: {input: 1, output: 1, cached: 2}}]}}",
                "providers.a.models[0].price.cached",
                "cache_read");
        assertProblem("zzzzzzzzzzzz: 1", "is no key of this file; known are listen, ");
    }

    @Test
    void aModelWithoutAPriceIsRefusedAndZeroIsAPrice() {
        assertProblem(
                "providers:\n  x:\n    models:\n    - {id: acme/tiny}",
                "line 4: providers.x.models[0].price: is missing: ",
                "price");
        assertProblem(
                "providers: {x: {models: [{id: acme/tiny, price: }]}}",
                "providers.x.models[0].price: is missing");
        assertProblem(
                "providers: {x: {models: [{id: acme/tiny, price: {output: 1}}]}}",
                "price",
                "input");
        assertProblem(
                "providers: {x: {models: [{id: acme/tiny, price: {input: -1, output: 1}}]}}",
                "price.input");
        valid("providers: {x: {models: [{id: acme/tiny, price: {input: 0, output: 0}}]}}");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertProblem(
                "keys:\n- {name: a, key: ${NO_SUCH_KEY}}",
                "line 2: keys[0].key: ",
                "NO_SUCH_KEY is not set");
        assertProblem("data: /var/${NO_DIR}/x", "data: ", "NO_DIR");
    }

    @Test
    void aVariableIsOneValueWhateverItHolds() {
        Config config =
                valid(
                        "providers: {a: {api_key: ${MY_KEY}, headers: {X-A: \"<${FIVE}>\", X-B: '$${FIVE}', X-C: \"$${\"}}}");
        ProviderSettings provider = config.provider("a").orElseThrow();
        assertThat(provider.apiKey().reveal()).isEqualTo("secret: [of, mine]");
        assertThat(header(provider, "X-A")).isEqualTo("<5>");
        assertThat(header(provider, "X-B")).isEqualTo("${FIVE}");
        assertThat(header(provider, "X-C")).isEqualTo("${");
        assertProblem("\"${FIVE}\": 1", "variable in a key");
        assertThat(problems("data: \"${my-dir}\"").getFirst()).contains("begins no variable");
    }

    @Test
    void userAndPasswordOfAProxyAreDecodedEachByItself() {
        assertLogin("http://a%40b:p%3Aq:r+%C3%A4@p.example", "a@b", "p:q:r+ä");
        assertLogin("http://user@p.example", "user", "");
        assertLogin("http://:token@p.example", "", "token");
        assertLogin("http://p.example", "", "");
        for (String wrong :
                List.of(
                        "http://a%3Ab:c@p.example",
                        "http://a:b%0D%0Ac@p.example",
                        "http://a:%zz@p.example",
                        "https://a:b@p.example")) {
            assertThat(problems("proxy: \"" + wrong + "\""))
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("http://name:password@proxy.example:3128");
        }
    }

    private static void assertLogin(String url, String user, String password) {
        assertThat(valid("proxy: \"" + url + "\"").proxy())
                .as(url)
                .isEqualTo(new UpstreamProxy.Http("p.example", 3_128, user, Secret.of(password)));
    }

    @Test
    void whatAVariableHoldsIsNeverRepeated() {
        for (String yaml :
                List.of(
                        "listen: ${MY_KEY}",
                        "deadlines: {idle: ${MY_KEY}}",
                        "keys: [{name: a, key: ok, kind: ${MY_KEY}}]",
                        "keys: [{name: a, key: ok, limit_usd: ${MY_KEY}}]",
                        "providers: {a: {base_url: ${MY_KEY}}}",
                        "providers: ${MY_KEY}",
                        "proxy: ${MY_KEY}",
                        "catalog: x\nlimits: {connections: ${MY_KEY}}",
                        "keys: [{name: a, key: \"sp ace \u00e4 secret\"}]",
                        "keys: [{name: a, key: ok secret: [}")) {
            assertThat(String.join("\n", problems(yaml)))
                    .as(yaml)
                    .doesNotContain("secret")
                    .doesNotContain("of, mine");
        }
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(
                        problems(
                                """
                                listen: nowhere
                                colour: blue
                                keys:
                                - {name: a, limit_usd: much}
                                deadlines: {connect: 5, total: 25h}
                                providers:
                                  Bad Name: {}
                                  x: {base_url: ftp://x, models: [{id: nameless, price: 3}]}
                                """))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("line 1: listen: "),
                        problem -> assertThat(problem).startsWith("line 2: colour: "),
                        problem ->
                                assertThat(problem).startsWith("line 4: keys[0].key: is missing"),
                        problem -> assertThat(problem).startsWith("line 4: keys[0].limit_usd: "),
                        problem -> assertThat(problem).startsWith("line 5: deadlines.connect: "),
                        problem -> assertThat(problem).startsWith("line 5: deadlines.total: "),
                        problem -> assertThat(problem).startsWith("line 7: providers.Bad Name: "),
                        problem -> assertThat(problem).startsWith("line 8: providers.x.base_url: "),
                        problem ->
                                assertThat(problem)
                                        .startsWith("line 8: providers.x.models[0].id: "),
                        problem ->
                                assertThat(problem)
                                        .startsWith("line 8: providers.x.models[0].price: "));
    }

    @Test
    void wrongValuesSayWhatIsRight() {
        assertProblem("deadlines: {idle: 60}", "a duration as 5s", "it is a number", "quotes");
        assertProblem("deadlines: {idle: 0s}", "a duration");
        assertProblem("deadlines: {idle: 1.5s}", "a duration", "'1.5s'");
        assertProblem("keys: [{name: a, key: b, limit_usd: 0.0000000001}]", "nine decimals");
        assertProblem("keys: [{name: a, key: b, limit_usd: 1e999999}]", "nine decimals");
        assertProblem("keys: [{name: a, key: b, limit_usd: -1}]", "limit_usd");
        assertProblem("keys: [{name: a, key: b, kind: managment}]", "did you mean management?");
        assertProblem("keys: [{name: a, key: b, expires: tomorrow}]", "2027-01-31");
        assertProblem("keys: {name: a}", "keys: must be a list; it is an object");
        assertProblem("keys: [{name: a, key: ''}]", "keys[0].key: must be a key");
        assertProblem("limits: {connections: 0}", "a whole number from 1");
        assertProblem("limits: {connections: 1.5}", "a whole number from 1");
        assertProblem("allow_public: yes", "true or false");
        assertProblem("providers: {a: {dialect: openai-chatt}}", "did you mean openai-chat?");
        assertProblem("listen: 127.0.0.1:99999", "127.0.0.1:8080");
        assertProblem("listen: ::1:80", "[::1]:8080");
        assertProblem("providers: {a: {base_url: \"https://u:p@x/\"}}", "a URL");
        assertProblem("- a", "must be an object with the keys listen");
    }

    @Test
    void twoOfOneKindAreRefused() {
        assertProblem("data: a\ndata: b", "line 2: data: is there twice");
        assertProblem("keys: [{name: a, key: b}, {name: a, key: c}]", "keys[1].name");
        assertProblem("keys: [{name: a, key: b}, {name: c, key: b}]", "keys[1].key");
        assertProblem(
                "providers: {x: {models: [{id: a/b, price: {input: 1, output: 1}},"
                        + " {id: a/b, price: {input: 1, output: 1}}]}}",
                "providers.x.models[1].id");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertProblem("data: a\nkeys: [", "is not YAML");
        assertProblem("data: a\n---\ndata: b", "second document");
        assertProblem("deadlines: &d {idle: 5s}\nlimits: *d", "alias");
        assertProblem("data: \uE000A\uE001", "U+E000");
    }

    @Test
    void anEmptyKeyIsAsNone() {
        assertThat(valid("# nothing yet\nproviders:\nkeys:\ndeadlines:\n")).isEqualTo(valid(""));
        assertThat(valid("providers:\n  openai:\n").providers()).containsKey("openai");
    }

    @Test
    void aPublicAddressNeedsTlsOrAWord() throws IOException {
        for (String address : List.of("0.0.0.0:80", "[::]:80", "192.168.1.2:80", "my.host:80")) {
            assertProblem(
                    "listen: '" + address + "'",
                    "listen: ",
                    "can be reached by others",
                    "tls",
                    "allow_public",
                    "127.0.0.1");
            valid("listen: '" + address + "'\nallow_public: true");
            Path pem = Files.writeString(temp.resolve("x.pem"), "");
            valid("listen: '" + address + "'\ntls: {certificate: " + pem + ", key: " + pem + "}");
        }
        for (String address : List.of("127.0.0.1:80", "[::1]:80", "localhost:80", "127.9.9.9:0")) {
            valid("listen: '" + address + "'");
        }
        assertProblem(
                "listen: 0.0.0.0:80\nallow_public: true\nkeys: [{name: a, key: short}]",
                "keys[0].key",
                "at least 20");
    }

    @Test
    void filesThatAreNamedMustBeThere() {
        assertThat(problems("tls: {certificate: no.pem, key: no.key}"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("/etc/junctor/no."));
        assertProblem("catalog: nowhere", "catalog: /etc/junctor/nowhere is no folder");
        assertThat(ConfigReader.read(temp.resolve("none.yaml"), Map.of()))
                .isInstanceOfSatisfying(
                        ConfigResult.Invalid.class,
                        invalid ->
                                assertThat(invalid.problems().getFirst().message())
                                        .contains("none.yaml cannot be read"));
    }

    @Test
    void theEnvironmentCountsBeforeTheFile() {
        Config config =
                valid(
                        "listen: 127.0.0.1:1",
                        Map.of(
                                "JUNCTOR_LISTEN", "0.0.0.0:9",
                                "JUNCTOR_ALLOW_PUBLIC", "true",
                                "JUNCTOR_DATA", "/elsewhere",
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"));
        assertThat(config.listen()).isEqualTo(new ListenAddress("0.0.0.0", 9));
        assertThat(config.exposure()).isEqualTo(Exposure.PUBLIC);
        assertThat(config.data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(config.telemetry().otlpEndpoint()).isEqualTo("http://collector:4318");
        assertThat(problems("", Map.of("JUNCTOR_LISTEN", "here")).getFirst())
                .startsWith("JUNCTOR_LISTEN: must be an address");
    }
}
