package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiBody;
import dev.junctor.server.http.ApiErrors;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Doors;
import dev.junctor.server.http.Refused;
import dev.junctor.server.http.ServedDialects;
import dev.junctor.server.http.Target;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import dev.junctor.server.store.Account;
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.KeyStore;
import dev.junctor.server.store.Store;
import dev.junctor.wire.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API over a real store, router and dialect, without a socket. Each answer that succeeds is held against the schema
 * that {@code /openapi.json} promises for it.
 */
final class ApiHouse implements AutoCloseable {
    /** 2026-11-24T12:00:00Z, a Tuesday. */
    static final long NOON = 1_795_521_600_000L;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCHEMAS = "https://junctor.example/openapi";

    final Store store;
    final IdMaker ids;
    final AtomicLong clock = new AtomicLong(NOON);
    final AtomicReference<Snapshot> snapshot = new AtomicReference<>();
    final AtomicReference<Policy> policy = new AtomicReference<>(Policy.OPEN);
    final AtomicReference<ApiParts.Readiness> readiness =
            new AtomicReference<>(new ApiParts.Readiness.Ready());
    final AtomicReference<Reloading.Outcome> reloading =
            new AtomicReference<>(new Reloading.Outcome.Fixed());
    final FakeBooks books = new FakeBooks();
    final ApiParts parts;
    final Doors doors;
    final List<Route> table;

    private final AtomicLong chance = new AtomicLong(1);
    private final Map<String, Schema> schemas = new HashMap<>();
    private final ObjectNode document;

    /** Where a request comes from. */
    enum From {
        HERE,
        ELSEWHERE,
        PROXY
    }

    ApiHouse(Path folder) {
        this(folder, SmallCatalog.read());
    }

    ApiHouse(Path folder, Catalog catalog) {
        this.store = Store.open(folder);
        this.ids = store.ids();
        world(catalog, Map.of());
        this.parts =
                new ApiParts(
                        snapshot::get,
                        new Router(ServedDialects.all().names()),
                        policy::get,
                        ServedDialects.all(),
                        store.keys(),
                        new KeyMaker(RandomGeneratorFactory.of("L64X128MixRandom").create(7)),
                        store.accounts(),
                        store.priceBooks(),
                        books,
                        books,
                        books,
                        store.generations(),
                        store.activity(),
                        () -> "junctor_requests_total 3\n",
                        reloading::get,
                        readiness::get,
                        "9.9.9",
                        clock::get,
                        () -> new Seed(chance.getAndIncrement()).bits());
        this.table = Api.table(parts);
        this.doors = new Doors(Api.doors(parts));
        this.document = new OpenApi("9.9.9", () -> table).document();
    }

    void world(Catalog catalog, Map<String, EndpointHealth> health) {
        snapshot.set(new Snapshot(1, catalog, health, NOON));
    }

    /** A key of a kind, stored, that ends or is worth something. */
    String key(String text, ApiKey.Kind kind) {
        return key(text, kind, ApiKey.Standing.ENABLED, ApiKey.UNLIMITED, Long.MAX_VALUE);
    }

    String key(String text, ApiKey.Kind kind, ApiKey.Standing standing, Money limit, long expires) {
        KeyMaker.NewKey made = KeyMaker.of(Secret.of(text));
        store.keys()
                .create(
                        new ApiKey(
                                made.id(),
                                text,
                                made.label(),
                                kind,
                                standing,
                                ApiKey.Origin.STORE,
                                ApiKey.DEFAULT_ACCOUNT,
                                limit,
                                LimitReset.NEVER,
                                NOON,
                                expires));
        return text;
    }

    /** An inference key of a prepaid account, which is made with it. */
    String keyOf(String account) {
        store.accounts()
                .create(new Account(account, account, Money.ZERO, ApiKey.Origin.STORE, NOON));
        String text = "an-inference-key-of-" + account;
        KeyMaker.NewKey made = KeyMaker.of(Secret.of(text));
        assertThat(
                        store.keys()
                                .create(
                                        new ApiKey(
                                                made.id(),
                                                text,
                                                made.label(),
                                                ApiKey.Kind.INFERENCE,
                                                ApiKey.Standing.ENABLED,
                                                ApiKey.Origin.STORE,
                                                account,
                                                ApiKey.UNLIMITED,
                                                LimitReset.NEVER,
                                                NOON,
                                                Long.MAX_VALUE)))
                .isEqualTo(KeyStore.Change.DONE);
        return text;
    }

    String inference() {
        return key("an-inference-key-of-the-tests", ApiKey.Kind.INFERENCE);
    }

    String management() {
        return key("a-management-key-of-the-tests", ApiKey.Kind.MANAGEMENT);
    }

    /** What came back. */
    record Reply(int status, String contentType, String text, List<String> fields) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String message() {
            return at("/error/message").stringValue();
        }
    }

    Reply get(String target) {
        return call("GET", target, "", "", From.HERE);
    }

    Reply get(String target, String key) {
        return call("GET", target, key, "", From.HERE);
    }

    Reply post(String target, String key, String body) {
        return call("POST", target, key, body, From.HERE);
    }

    Reply put(String target, String key, String body) {
        return call("PUT", target, key, body, From.HERE);
    }

    Reply patch(String target, String key, String body) {
        return call("PATCH", target, key, body, From.HERE);
    }

    Reply delete(String target, String key) {
        return call("DELETE", target, key, "", From.HERE);
    }

    Reply call(String method, String target, String key, String body, From from) {
        Map<String, String> headers = new HashMap<>();
        if (!key.isEmpty()) {
            headers.put("authorization", "Bearer " + key);
        }
        if (from == From.PROXY) {
            headers.put("x-forwarded-for", "203.0.113.9");
        }
        return call(method, target, headers, body, from);
    }

    Reply call(String method, String target, Map<String, String> headers, String body, From from) {
        return call(method, target, headers, body.getBytes(StandardCharsets.UTF_8), from);
    }

    Reply call(String method, String target, Map<String, String> headers, byte[] body, From from) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        Doors.Found found = doors.find(method, path);
        if (!(found instanceof Doors.Found.Open(Target.Api(var handler), var parts))) {
            throw new AssertionError(method + " " + path + " leads nowhere: " + found);
        }
        ApiRequest request =
                new ApiRequest(
                        method,
                        path,
                        parts,
                        question < 0 ? Map.of() : Doors.query(target.substring(question + 1)),
                        new Fields(headers),
                        body,
                        new InetSocketAddress(
                                from == From.ELSEWHERE ? "203.0.113.9" : "127.0.0.1", 4711));
        Reply reply = reply(answered(handler::answer, request));
        if (reply.status() < 300) {
            checkAgainstDescription(method, path, reply);
        }
        return reply;
    }

    private ApiAnswer answered(Function<ApiRequest, ApiAnswer> handler, ApiRequest request) {
        try {
            return handler.apply(request);
        } catch (Refused refused) {
            return ApiErrors.answer(parts.dialect(), refused.fault());
        }
    }

    private static Reply reply(ApiAnswer answer) {
        return new Reply(
                answer.status(),
                answer.contentType(),
                new String(bytes(answer.body()), StandardCharsets.UTF_8),
                answer.fields());
    }

    private static byte[] bytes(ApiBody body) {
        return switch (body) {
            case ApiBody.Whole(byte[] bytes) -> bytes;
            case ApiBody.Written(ApiBody.Writing writing) -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try {
                    writing.to(out);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                yield out.toByteArray();
            }
        };
    }

    private void checkAgainstDescription(String method, String path, Reply reply) {
        Route route =
                table.stream().filter(one -> serves(one, method, path)).findFirst().orElseThrow();
        assertThat(reply.status()).isEqualTo(route.doc().status());
        if (route.doc().answer().indexOf('/') < 0) {
            assertThat(problems(route.doc().answer(), reply.text()))
                    .as("%s %s", method, path)
                    .isEmpty();
        }
    }

    private static boolean serves(Route route, String method, String path) {
        return new Doors(List.of(route.door())).find(method, path) instanceof Doors.Found.Open;
    }

    /** What a schema of the document finds wrong. */
    List<Error> problems(String schema, String text) {
        return schemas.computeIfAbsent(schema, this::schema).validate(text, InputFormat.JSON);
    }

    private Schema schema(String name) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$id", SCHEMAS + "/" + name);
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON);
    }

    @Override
    public void close() {
        store.close();
    }

    private record Fields(Map<String, String> values) implements Headers {
        @Override
        public String value(String name) {
            return values.getOrDefault(name, "");
        }

        @Override
        public List<String> values(String name) {
            return Optional.ofNullable(values.get(name)).stream().toList();
        }
    }
}
