package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scan;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the peek reads of a body is what any other parser reads of it, or the body is refused. */
final class PeekFuzzTest {
    static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** How values begin whose inside the peek leaves to who reads them. */
    private static final String INSIDE = "{[\"";

    private static final OpenAiChat DIALECT = new OpenAiChat();
    private static final Names NAMES = new Names(List.of("model", "messages", "stream"));

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void peek(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        for (Operation operation : Operation.values()) {
            Peeked peeked = DIALECT.peek(RequestLine.of(operation), input, input.length);
            byte[] more = Arrays.copyOf(input, input.length + 3);
            Arrays.fill(more, input.length, more.length, (byte) '}');
            assertThat(DIALECT.peek(RequestLine.of(operation), more, input.length))
                    .as("what lies behind the length is not read")
                    .isEqualTo(peeked);
            switch (peeked) {
                case Envelope envelope -> readTheSame(envelope, input);
                case Peeked.Refused refused ->
                        assertThat(refused.fault().message()).as("a reason").isNotBlank();
            }
        }
        Outline outline = Outline.of(input, input.length, NAMES, Outline.Walk.SKIP);
        if (isPlainObject(input)) {
            assertThat(outline).as("JSON is not refused").isInstanceOf(Outline.Fields.class);
        }
    }

    private static void readTheSame(Envelope envelope, byte[] body) {
        assertThat(isUtf8(body)).as("a body that is taken is UTF-8").isTrue();
        List<String> names = new ArrayList<>();
        for (Field field : envelope.fields()) {
            names.add(field.name());
            byte[] value = Arrays.copyOfRange(body, field.from(), field.to());
            if (tree(value).isEmpty()) {
                assertThat(INSIDE.indexOf(value[0]))
                        .as("only what has an inside may be broken inside")
                        .isNotNegative();
            }
        }
        assertThat(names).as("each name once").doesNotHaveDuplicates();
        Optional<JsonNode> tree = tree(body);
        if (tree.isEmpty()) {
            return;
        }
        JsonNode whole = tree.get();
        assertThat(names).isEqualTo(List.copyOf(whole.propertyNames()));
        for (Field field : envelope.fields()) {
            byte[] value = Arrays.copyOfRange(body, field.from(), field.to());
            assertThat(tree(value)).as(field.name()).contains(whole.get(field.name()));
        }
        assertThat(envelope.model()).isEqualTo(whole.path("model").asString(""));
        assertThat(envelope.delivery() == Delivery.STREAM)
                .isEqualTo(whole.path("stream").asBoolean(false));
    }

    /** The value; empty when it is not JSON. */
    static Optional<JsonNode> tree(byte[] json) {
        try {
            JsonNode read = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            return read.isMissingNode() ? Optional.empty() : Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A JSON object in which nothing is what a peek refuses on purpose. */
    private static boolean isPlainObject(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (!isUtf8(input) || text.startsWith("\uFEFF")) {
            return false;
        }
        HashSet<String> names = new HashSet<>();
        int depth = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (JsonToken token = JsonToken.START_OBJECT;
                    token != null;
                    token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > Scan.MAX_DEPTH || names.size() > Outline.MAX_FIELDS) {
                    return false;
                }
                if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
                    boolean escaped = text.contains("\\");
                    if (escaped || !names.add(parser.currentName())) {
                        return false;
                    }
                }
                if (depth == 0 && token != JsonToken.END_OBJECT) {
                    return false;
                }
            }
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }
}
