package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.junctor.core.base.Seed;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.Members;
import dev.junctor.lab.kit.RecordedExchange;
import dev.junctor.lab.kit.RecordedProvider;
import dev.junctor.lab.kit.RecordedProvider.Recording;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded traffic goes through the real server, with the recorded answer as the provider's: the request arrives and the
 * answer returns as they were, but for the listed edits, and the bill is usage × price.
 */
final class FixtureReplayTest {
    /** What only a router understands, so that it goes no further. */
    private static final Set<String> ROUTERS_OWN = Set.of("provider", "usage");

    private static final Set<String> STAMPED = Set.of("id", "model", "provider");
    private static final Set<String> COSTS = Set.of("cost", "cost_details", "is_byok");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Statuses about the gateway's own key and failures of the provider become 502; these keep theirs. */
    private static final Set<Integer> KEPT = Set.of(400, 404, 413, 422, 429, 503);

    @TempDir static Path folder = Path.of("");

    private static RecordedProvider upstream;
    private static RunningGateway gateway;
    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static List<RecordedExchange> exchanges() {
        return RecordedExchange.all("openai-chat").orElse(List.of());
    }

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(
                !exchanges().isEmpty(),
                "skipped: the recorded exchanges are not at ../shared/fixtures of the repository");
        upstream = new RecordedProvider();
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Files.writeString(
                providers.resolve("recorded-router.json"),
                """
                {"id": "recorded-router", "name": "Recorded router", "kind": "gateway", "auth": "none",
                 "dialects": {"openai-chat": "%s"}, "quirks": {"reasoning": "object"}}
                """
                        .formatted(upstream.url()));
        StringBuilder plain = new StringBuilder();
        StringBuilder router = new StringBuilder();
        for (RecordedExchange exchange : exchanges()) {
            String known = exchange.request().path("model").asString("unnamed");
            String of = providerOf(exchange) + " " + known;
            if (!MODELS.containsKey(of)) {
                String id = "lab/m" + MODELS.size();
                MODELS.put(of, id);
                (asksAsObject(exchange) ? router : plain).append(declared(id, known));
            }
        }
        gateway =
                RunningGateway.serving(
                        "catalog: "
                                + folder
                                + "\n"
                                + "providers:\n"
                                + "  recorded:\n"
                                + "    dialect: openai-chat\n"
                                + "    base_url: "
                                + upstream.url()
                                + "\n"
                                + "    models:\n"
                                + plain
                                + "  recorded-router:\n"
                                + "    models:\n"
                                + router,
                        Map.of());
    }

    @AfterAll
    static void close() {
        if (gateway != null) {
            gateway.close();
            upstream.close();
        }
    }

    private static String declared(String id, String upstreamName) {
        return "    - {id: "
                + id
                + ", upstream: \""
                + upstreamName
                + "\", price: "
                + PriceSheet.YAML
                + ",\n"
                + "       in: [text, image, audio, video, pdf], out: [text, image, audio],\n"
                + "       capabilities: [tools, tool_choice, parallel_tools, structured_output, caching]}\n";
    }

    /** Who speaks of reasoning as OpenRouter does goes where that is understood. */
    private static boolean asksAsObject(RecordedExchange exchange) {
        return exchange.request().has("reasoning");
    }

    private static String providerOf(RecordedExchange exchange) {
        return asksAsObject(exchange) ? "recorded-router" : "recorded";
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void arrivesAndReturnsAsItWasRecorded(RecordedExchange exchange) {
        long number = exchanges().indexOf(exchange);
        byte[] recorded = exchange.body();
        upstream.answers(recording(exchange, recorded, new Seed(exchange.name().hashCode())));

        ObjectNode request = exchange.request();
        Answer answer = gateway.caller().chat(spelled(asCalled(exchange, request), number));

        arrived(request, number);
        int expected = expectedStatus(exchange, new String(recorded, StandardCharsets.UTF_8));
        if (expected != 200) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(expected);
            assertThat(answer.json().at("/error/message").asString("")).isNotBlank();
            return;
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode usage = exchange.isStream() ? stream(answer, recorded) : whole(answer, recorded);
        billed(answer, usage);
    }

    /** The status that the documentation promises for what a provider said. */
    private static int expectedStatus(RecordedExchange exchange, String body) {
        int status = exchange.status();
        if (status == 200) {
            boolean error = body.startsWith("{\"error\"") || body.startsWith("event: error");
            return error ? 400 : 200; // the two of that kind are about the request
        }
        boolean aboutContent = status == 403 && body.contains("violates usage guidelines");
        return aboutContent || KEPT.contains(status) ? status : 502;
    }

    /** Odd ones are sent with line breaks and blanks, so that a text made anew would be seen. */
    private static String spelled(JsonNode body, long number) {
        return number % 2 == 0 ? body.toString() : PRETTY.writeValueAsString(body);
    }

    /** The recorded request, asking for our name of the model; who asks for a provider asks for ours. */
    private static ObjectNode asCalled(RecordedExchange exchange, ObjectNode request) {
        String known = request.path("model").asString("unnamed");
        ObjectNode called = request.deepCopy();
        called.put("model", MODELS.getOrDefault(providerOf(exchange) + " " + known, ""));
        if (called.get("provider") instanceof ObjectNode wishes) {
            wishes.putArray("order").add(providerOf(exchange));
        }
        return called;
    }

    private static Recording recording(RecordedExchange exchange, byte[] body, Seed seed) {
        if (!exchange.isStream()) {
            return Recording.whole(exchange.status(), "application/json", body);
        }
        List<Integer> cuts = new ArrayList<>(exchange.cuts());
        Seed chance = seed;
        for (int cut = 0; exchange.cuts().isEmpty() && cut <= body.length; ) {
            chance = chance.next();
            int size = 1 + chance.below(400);
            cuts.add(size);
            cut += size;
        }
        return Recording.stream(body, cuts);
    }

    private static void arrived(ObjectNode request, long number) {
        ObjectNode expected = request.deepCopy();
        if (!expected.has("model")) {
            expected.put("model", "unnamed");
        }
        ROUTERS_OWN.forEach(expected::remove);
        boolean asksForUsage = request.at("/stream_options/include_usage").asBoolean(false);
        boolean streams = request.path("stream").asBoolean(false);
        if (streams) {
            expected.withObject("/stream_options").put("include_usage", true);
        }
        assertThat(Answer.JSON.readTree(upstream.asked().text())).isEqualTo(expected);
        boolean untouched = ROUTERS_OWN.stream().noneMatch(request::has);
        if (untouched && (asksForUsage || !streams)) {
            assertThat(upstream.asked().text()).isEqualTo(spelled(expected, number));
        }
    }

    private static JsonNode whole(Answer answer, byte[] recorded) {
        String before = new String(recorded, StandardCharsets.UTF_8);
        JsonNode usage = Answer.JSON.readTree(before).path("usage");
        unchanged(answer.text(), before, usage.isObject() ? Set.of() : Set.of("usage"));
        stamped(answer.json(), answer);
        estimated(answer.json(), usage);
        return usage;
    }

    private static JsonNode stream(Answer answer, byte[] recorded) {
        List<String> before = events(new String(recorded, StandardCharsets.UTF_8));
        List<String> after = new ArrayList<>(events(answer.text()));
        JsonNode usage = usage(before);
        JsonNode last = Answer.JSON.readTree(after.getLast());
        if (after.size() == before.size() + 1) {
            assertThat(last.path("choices")).isEmpty();
            estimated(last, usage);
            after.removeLast();
        }
        assertThat(last.at("/usage/cost").isNumber()).isTrue();
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            unchanged(after.get(i), before.get(i), Set.of());
            JsonNode chunk = Answer.JSON.readTree(after.get(i));
            stamped(chunk, answer);
            assertThat(chunk.at("/usage/cost").isNumber()).isEqualTo(chunk.equals(last));
        }
        assertThat(answer.isDone()).isTrue();
        return usage;
    }

    /** Where nobody counted, what is told is an estimate and says so. */
    private static void estimated(JsonNode told, JsonNode usage) {
        boolean counted = !usage.path("prompt_tokens").isMissingNode();
        assertThat(told.at("/usage/estimated").asBoolean(false)).isEqualTo(!counted);
        assertThat(told.at("/usage/cost").isNumber()).isTrue();
    }

    /** Whether all is spelled as it was, but for the listed edits and what is added. */
    private static void unchanged(String after, String before, Set<String> added) {
        Set<String> left = new HashSet<>(added);
        left.addAll(STAMPED);
        List<String> told = Members.of(after, left, "usage", COSTS);
        told.removeIf(member -> added.contains("usage") && member.startsWith("usage."));
        told.replaceAll(member -> FinishWords.left(member, before));
        assertThat(told).isEqualTo(Members.of(before, left, "usage", COSTS));
    }

    private static void stamped(JsonNode json, Answer answer) {
        assertThat(json.path("id").asString("")).isEqualTo(answer.header("X-Generation-Id"));
        assertThat(json.path("model").asString("")).isEqualTo(answer.header("X-Junctor-Model"));
        assertThat(json.path("provider").asString("")).isNotEmpty();
    }

    private static List<String> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(data -> !data.equals("[DONE]"))
                .toList();
    }

    /** The last word on usage, wherever providers put it. */
    private static JsonNode usage(List<String> events) {
        JsonNode last = Answer.JSON.missingNode();
        for (String event : events) {
            JsonNode json = Answer.JSON.readTree(event);
            for (String place : List.of("/usage", "/x_groq/usage", "/choices/0/usage")) {
                if (json.at(place).isObject()) {
                    last = json.at(place);
                }
            }
        }
        return last;
    }

    private static void billed(Answer answer, JsonNode usage) {
        if (usage.path("prompt_tokens").isMissingNode()) {
            return; // then it is estimated
        }
        BigDecimal expected = PriceSheet.bill(usage);
        JsonNode told =
                answer.text().startsWith("{")
                        ? answer.json()
                        : answer.chunks().stream()
                                .filter(chunk -> chunk.path("usage").isObject())
                                .toList()
                                .getLast();
        assertThat(told.at("/usage/cost").decimalValue()).isEqualByComparingTo(expected);
        JsonNode record =
                gateway.caller()
                        .get("/api/v1/generation?id=" + answer.header("X-Generation-Id"))
                        .json();
        assertThat(record.at("/data/total_cost").decimalValue()).isEqualByComparingTo(expected);
    }
}
