package dev.junctor.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.Traffic;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ConfigSchemaTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "5s", "DEV_KEY", "k");
    private static final JsonNode JSON = new JsonMapper().readTree(ConfigSchema.json());
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(ConfigSchema.json(), InputFormat.JSON);

    /** The file as an editor's validator sees it: variables not put in. */
    private static JsonNode asEditorsSee(String yaml) {
        Place top = Place.top();
        Node node =
                YamlReader.read(yaml, name -> Optional.of("${" + name + "}"), top).orElseThrow();
        assertThat(top.problems()).isEmpty();
        return json(node);
    }

    private static JsonNode json(Node node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Scalar scalar ->
                    switch (scalar.type()) {
                        case TEXT, VARIABLE -> nodes.stringNode(scalar.text());
                        case NUMBER, FLAG -> new JsonMapper().readTree(scalar.text());
                    };
            case Node.Nothing nothing -> nodes.nullNode();
            case Node.Lost lost -> nodes.nullNode();
            case Node.Items(int line, List<Node> items) -> {
                ArrayNode array = nodes.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Fields(int line, Map<String, Node> fields) -> {
                ObjectNode object = nodes.objectNode();
                fields.forEach((key, value) -> object.set(key, json(value)));
                yield object;
            }
        };
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(asEditorsSee(yaml).toString(), InputFormat.JSON);
    }

    @Test
    void whatTheReaderTakesTheSchemaTakes() {
        for (String yaml :
                List.of(
                        ConfigReaderTest.EXAMPLE.replace("${NOT_SET}", ""),
                        "{}",
                        "providers:\nkeys:\n",
                        "providers:\n  openai:\n    enabled: true\n",
                        "deadlines: {idle: ${A}}\nkeys: [{name: a, key: ${DEV_KEY}, limit_usd: 0.5, expires: 2027-01-31}]",
                        "providers: {x: {models: [{id: a/b, in: [text, pdf], price: {input: 0, output: 1, tiers: [{above: 5, input: 2}]}}]}}",
                        "policy: {zdr: true, data_collection: deny, only: [a]}",
                        "telemetry: {otlp_endpoint: 'http://x:1', trace_ratio: 1}",
                        MoneyConfigTest.EXAMPLE,
                        "limits: {body_bytes: 5}\nproxy: http://a:b@c:1")) {
            assertThat(errors(yaml)).as(yaml).isEmpty();
        }
        assertThat(ConfigReader.parse("deadlines: {idle: ${A}}", Path.of("/"), ENVIRONMENT))
                .isInstanceOf(ConfigResult.Valid.class);
    }

    @Test
    void whatTheSchemaRefusesTheReaderRefuses() {
        for (String yaml :
                List.of(
                        "listn: 127.0.0.1:1",
                        "deadlines: {idle: 60}",
                        "deadlines: {idle: 60x}",
                        "keys: [{name: a}]",
                        "keys: [{key: a}]",
                        "keys: [{name: a, key: b, limit_usd: -1}]",
                        "keys: [{name: a, key: b, kind: root}]",
                        "keys: {name: a}",
                        "allow_public: 1",
                        "providers: {x: {models: [{id: a/b}]}}",
                        "providers: {x: {models: [{id: ab, price: {input: 1, output: 1}}]}}",
                        "providers: {x: {models: [{id: a/b, price: {input: 1, output: 1, cached: 1}}]}}",
                        "providers: {X: {enabled: true}}",
                        "providers: {x: {base_url: ftp://x}}",
                        "accounts: [{id: a}]",
                        "accounts: [{id: A, balance: prepaid}]",
                        "accounts: [{id: a, balance: prepaid, credit_line_usd: -1}]",
                        "price_books: [{name: a, margin_percent: -101}]",
                        "price_books: [{name: a, fee_percent: 101}]",
                        "price_books: [{name: a, requests_per_day: 0}]",
                        "price_books: [{name: a, from: yesterday}]",
                        "durability: never",
                        "database: mysql://a/b",
                        "retention_days: -1",
                        "journal: {max_bytes: 1}",
                        "limits: {connections: 0}",
                        "telemetry: {trace_ratio: 2}",
                        "tls: {certificate: a}")) {
            assertThat(errors(yaml)).as(yaml).isNotEmpty();
            assertThat(ConfigReader.parse(yaml, Path.of("/"), ENVIRONMENT))
                    .as(yaml)
                    .isInstanceOf(ConfigResult.Invalid.class);
        }
    }

    @Test
    void theSchemaIsOneItself() {
        Schema meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of(
                                        "https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(ConfigSchema.json(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void everyPriceOfTheSchemaIsOneThatIsRead() {
        JsonNode price =
                at("/providers/*/models/items").path("properties").path("price").path("properties");
        for (String key : price.propertyNames()) {
            String value =
                    switch (key) {
                        case "tiers" -> "[{above: 1, input: 1, reasoning: 2}]";
                        case "windows" -> "[{hours: ['16:30-00:30'], days: [1, 7], output: 1}]";
                        case "variants" -> "{flex: {input: 1, tiers: [{above: 1, input: 1}]}}";
                        case "unit" -> units(price.path("unit").path("properties"));
                        default -> "0.5";
                    };
            String needed = key.equals("input") || key.equals("output") ? "" : "input: 1, ";
            String yaml =
                    "providers: {x: {models: [{id: a/b, price: {%s%s: %s, %s}}]}}"
                            .formatted(
                                    needed,
                                    key,
                                    value,
                                    key.equals("output") ? "input: 1" : "output: 1");
            assertThat(errors(yaml)).as(yaml).isEmpty();
            assertThat(ConfigReader.parse(yaml, Path.of("/"), ENVIRONMENT))
                    .as(yaml)
                    .isInstanceOf(ConfigResult.Valid.class);
        }
    }

    private static String units(JsonNode units) {
        return units.propertyNames().stream()
                .map(name -> name + ": 0.01")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void everyKeyHasAPlaceInTheRecordThatHoldsIt() {
        assertSame("", Config.class, Map.of("exposure", "allow_public"), Set.of());
        assertSame("/keys/items", DeclaredKey.class, KEY_NAMES, Set.of());
        assertSame(
                "/accounts/items",
                DeclaredAccount.class,
                Map.of("creditLine", "credit_line_usd"),
                Set.of());
        assertSame("/price_books/items", PriceBook.class, BOOK_NAMES, Set.of());
        assertSame("/journal", JournalBounds.class, Map.of(), Set.of());
        assertSame("/deadlines", Deadlines.class, Map.of(), Set.of());
        assertSame("/limits", Limits.class, LIMIT_NAMES, Set.of());
        assertSame("/tls", Tls.Files.class, Map.of(), Set.of());
        assertSame("/telemetry", Telemetry.class, Map.of(), Set.of());
        assertSame("/policy", DefaultPolicy.class, Map.of("zeroRetention", "zdr"), Set.of());
        assertSame("/providers/*", ProviderSettings.class, PROVIDER_NAMES, Set.of("slug"));
        assertSame("/providers/*/models/items", DeclaredModel.class, Map.of(), Set.of());
    }

    private static final Map<String, String> KEY_NAMES =
            Map.of(
                    "limit", "limit_usd",
                    "reset", "limit_reset",
                    "expiresMillis", "expires",
                    "inFlight", "requests_in_flight",
                    "perMinute", "requests_per_minute");
    private static final Map<String, String> LIMIT_NAMES =
            Map.of(
                    "inFlight", "requests_in_flight",
                    "inFlightPerKey", "requests_in_flight_per_key",
                    "patience", "queue_wait");

    /** Records that stand in another without an object of their own. */
    private static final Set<Class<?>> FLAT = Set.of(Traffic.class, QueueLimits.class);

    private static final Map<String, String> BOOK_NAMES =
            Map.of(
                    "marginPpm", "margin_percent",
                    "marginNanosPerMillion", "margin_usd_per_million",
                    "feePpm", "fee_percent",
                    "fromMillis", "from",
                    "toMillis", "to");
    private static final Map<String, String> PROVIDER_NAMES =
            Map.of("standing", "enabled", "ceiling", "ceiling_price");

    private static void assertSame(
            String path,
            Class<? extends Record> holder,
            Map<String, String> names,
            Set<String> own) {
        Set<String> expected = new TreeSet<>();
        components(holder)
                .map(RecordComponent::getName)
                .filter(name -> !own.contains(name))
                .forEach(name -> expected.add(names.getOrDefault(name, snake(name))));
        assertThat(new TreeSet<>(at(path).path("properties").propertyNames()))
                .as(path)
                .isEqualTo(expected);
    }

    private static Stream<RecordComponent> components(Class<?> holder) {
        return Arrays.stream(holder.getRecordComponents())
                .flatMap(component ->
                        FLAT.contains(component.getType())
                                ? components(component.getType())
                                : Stream.of(component));
    }

    private static JsonNode at(String path) {
        JsonNode object = JSON;
        for (String step : Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList()) {
            object =
                    switch (step) {
                        case "*" -> object.path("additionalProperties");
                        case "items" -> object.path("items");
                        default -> object.path("properties").path(step).path("anyOf").path(0);
                    };
        }
        return object;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
