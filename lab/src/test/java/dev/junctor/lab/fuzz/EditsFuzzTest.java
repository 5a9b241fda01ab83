package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.lab.kit.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edited bytes are what the same edit makes of the tree, and without edits they are the same bytes. The first byte of an
 * input says how many edits there are, two bytes after it each one; the body follows.
 */
final class EditsFuzzTest {
    private static final OpenAiChat DIALECT = new OpenAiChat();
    private static final Names NAMES = new Names(List.of("model", "messages", "stream"));
    private static final int MOST_EDITS = 12;
    private static final int ENDPOINTS = 4;

    /** One endpoint of each provider that can be asked in this dialect: all quirks there are. */
    private static final class Quirky {
        static final List<Endpoint> ENDPOINTS =
                List.copyOf(
                        RunningGateway.catalog().endpoints().stream()
                                .filter(one -> one.dialect().equals(DIALECT.name()))
                                .collect(
                                        LinkedHashMap<String, Endpoint>::new,
                                        (map, one) -> map.putIfAbsent(one.provider().slug(), one),
                                        Map::putAll)
                                .values());
    }

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void edits(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        int edits = input.length == 0 ? 0 : Math.min(MOST_EDITS, input[0] & 0xFF);
        byte[] body = Corpus.behind(input, 1 + 2 * edits);
        assertThat(Splices.apply(body, body.length, List.of()))
                .as("no edit changes nothing")
                .isEqualTo(body);
        Outline outline = Outline.of(body, body.length, NAMES, Outline.Walk.SKIP);
        Optional<JsonNode> tree = PeekFuzzTest.tree(body);
        if (outline instanceof Outline.Fields(List<Field> fields) && tree.isPresent()) {
            editsAreThoseOfTheTree(input, edits, body, fields, (ObjectNode) tree.get().deepCopy());
        }
        for (Operation operation : Operation.values()) {
            if (DIALECT.peek(RequestLine.of(operation), body, body.length)
                    instanceof Envelope envelope) {
                reachesEveryEndpoint(envelope, body, tree);
            }
        }
    }

    private static void editsAreThoseOfTheTree(
            byte[] input, int edits, byte[] body, List<Field> fields, ObjectNode tree) {
        ObjectEdits bytes = new ObjectEdits(fields, Scan.space(body, 0, body.length));
        for (int i = 0; i < edits && 2 + 2 * i < input.length; i++) {
            int what = input[1 + 2 * i] & 0xFF;
            int which = input[2 + 2 * i] & 0xFF;
            String name = name(which, fields);
            if (what % 2 == 0) {
                String value = "[" + what + "]";
                bytes.set(name, value.getBytes(StandardCharsets.UTF_8));
                tree.set(name, PeekFuzzTest.JSON.readTree(value));
            } else {
                bytes.remove(name);
                tree.remove(name);
            }
            assertThat(bytes.has(name) || what % 2 == 0).isEqualTo(what % 2 == 0);
        }
        List<Splice> splices = bytes.splices();
        inOrder(splices, body.length);
        byte[] edited = Splices.apply(body, body.length, splices);
        assertThat(PeekFuzzTest.tree(edited))
                .as(() -> new String(edited, StandardCharsets.UTF_8))
                .contains(tree);
    }

    private static String name(int which, List<Field> fields) {
        int place = which % (fields.size() + 2);
        return place < fields.size() ? fields.get(place).name() : "new-" + place;
    }

    private static void inOrder(List<Splice> splices, int length) {
        int done = 0;
        for (Splice splice : splices) {
            assertThat(splice.from()).as("in order").isGreaterThanOrEqualTo(done);
            assertThat(splice.to()).isGreaterThanOrEqualTo(splice.from());
            done = splice.to();
        }
        assertThat(done).as("inside").isLessThanOrEqualTo(length);
    }

    /** Whatever a provider's habits are, it gets its own name of the model and the caller's messages. */
    private static void reachesEveryEndpoint(
            Envelope envelope, byte[] body, Optional<JsonNode> tree) {
        Seed seed = new Seed(Corpus.number(body));
        for (int i = 0; i < ENDPOINTS; i++) {
            seed = seed.next();
            Endpoint endpoint = Quirky.ENDPOINTS.get(seed.below(Quirky.ENDPOINTS.size()));
            long bound = DIALECT.takesBound(endpoint) ? seed.forPurpose("bound").below(3) : 0;
            List<Splice> splices = DIALECT.edits(envelope, body, endpoint, bound);
            inOrder(splices, body.length);
            byte[] edited = Splices.apply(body, body.length, splices);
            if (tree.isEmpty()) {
                continue;
            }
            JsonNode sent =
                    PeekFuzzTest.tree(edited)
                            .orElseThrow(
                                    () -> new AssertionError(endpoint.key() + " gets no JSON"));
            assertThat(sent.path("model").asString("")).isEqualTo(endpoint.upstreamId());
            if (endpoint.provider().quirks().roles().isEmpty()) {
                assertThat(sent.path("messages"))
                        .as(endpoint.key())
                        .isEqualTo(tree.get().path("messages"));
            }
            assertThat(DIALECT.peek(RequestLine.of(envelope.operation()), edited, edited.length))
                    .as("one parser behind us reads what we read")
                    .isNotNull();
        }
    }
}
