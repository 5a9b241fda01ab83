package dev.junctor.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.json.Outline.Broken;
import dev.junctor.core.json.Outline.Fields;
import dev.junctor.core.json.Outline.Problem;
import dev.junctor.core.json.Outline.Walk;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OutlineTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Names NAMES = new Names(Set.of("model", "messages", "stream"));

    @Test
    void findsTheFieldsThatJacksonFinds() {
        for (long value = 0; value < 2_000; value++) {
            Seed seed = new Seed(value);
            String json = RandomJson.object(seed);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            Outline outline = Outline.of(bytes, bytes.length, NAMES, Walk.SKIP);
            assertThat(outline).as("seed %s: %s", value, json).isInstanceOf(Fields.class);
            JsonNode tree = JSON.readTree(json);
            List<Field> fields = ((Fields) outline).fields();
            assertThat(fields.stream().map(Field::name).toList())
                    .as("seed %s", value)
                    .isEqualTo(new ArrayList<>(tree.propertyNames()));
            for (Field field : fields) {
                String spelled = Scalars.text(bytes, field.from(), field.to());
                JsonNode expected = tree.get(field.name());
                assertThat(JSON.readTree(spelled)).as("seed %s", value).isEqualTo(expected);
                assertThat(Kind.of(bytes[field.from()]))
                        .as("seed %s", value)
                        .isEqualTo(kind(expected));
                assertThat(bytes[field.nameFrom()]).isEqualTo((byte) '"');
            }
        }
    }

    private static Kind kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Kind.STRING;
            case NUMBER -> Kind.NUMBER;
            case OBJECT -> Kind.OBJECT;
            case ARRAY -> Kind.ARRAY;
            case BOOLEAN -> node.asBoolean() ? Kind.TRUE : Kind.FALSE;
            default -> Kind.NULL;
        };
    }

    @Test
    void refusesWhatTwoParsersCouldReadDifferently() {
        refuses("", Problem.EMPTY, 0);
        refuses("  \n", Problem.EMPTY, 3);
        refuses("[1]", Problem.NOT_AN_OBJECT, 0);
        refuses(" \"a\"", Problem.NOT_AN_OBJECT, 1);
        refuses("nul", Problem.CUT, 3);
        refuses("nope", Problem.SYNTAX, 1);
        refuses("{", Problem.CUT, 1);
        refuses("{\"a\":1", Problem.CUT, 6);
        refuses("{\"a\":\"b", Problem.CUT, 7);
        refuses("{\"a\":\"b\\\"}", Problem.CUT, 10);
        refuses("{\"a\"}", Problem.SYNTAX, 4);
        refuses("{\"a\":}", Problem.SYNTAX, 5);
        refuses("{\"a\":1,}", Problem.SYNTAX, 7);
        refuses("{,\"a\":1}", Problem.SYNTAX, 1);
        refuses("{\"a\":1 \"b\":2}", Problem.SYNTAX, 7);
        refuses("{a:1}", Problem.SYNTAX, 1);
        refuses("{'a':1}", Problem.SYNTAX, 1);
        refuses("{\"a\":01}", Problem.SYNTAX, 5);
        refuses("{\"a\":1.}", Problem.SYNTAX, 7);
        refuses("{\"a\":-}", Problem.SYNTAX, 6);
        refuses("{\"a\":1e}", Problem.SYNTAX, 7);
        refuses("{\"a\":NaN}", Problem.SYNTAX, 5);
        refuses("{\"a\":tru}", Problem.SYNTAX, 8);
        refuses("{\"a\":[1}", Problem.SYNTAX, 7);
        refuses("{\"a\":{\"b\":[}]}", Problem.SYNTAX, 11);
        refuses("{\"a\":1}}", Problem.TRAILING, 7);
        refuses("{\"a\":1}\n{\"a\":2}", Problem.TRAILING, 8);
        refuses("{\"a\":1,\"b\":2,\"a\":3}", Problem.DUPLICATE_KEY, 13);
        refuses("{\"\\u0061\":1}", Problem.ESCAPED_KEY, 1);
        refuses("{\"a\\\"b\":1}", Problem.ESCAPED_KEY, 1);
        refuses("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", Problem.TOO_DEEP, 68);
    }

    @Test
    void acceptsWhatIsJustDeepEnough() {
        byte[] bytes = utf8("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}");
        assertThat(Outline.of(bytes, bytes.length, NAMES, Walk.SKIP)).isInstanceOf(Fields.class);
    }

    @Test
    void refusesTooManyFields() {
        StringBuilder json = new StringBuilder("{\"k\":0");
        for (int i = 0; i < Outline.MAX_FIELDS; i++) {
            json.append(",\"k").append(i).append("\":0");
        }
        byte[] bytes = utf8(json.append('}').toString());
        assertThat(Outline.of(bytes, bytes.length, NAMES, Walk.SKIP))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.problem()).isEqualTo(Problem.TOO_MANY_FIELDS));
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnWhatUtf8Is() {
        for (long value = 0; value < 100_000; value++) {
            byte[] text = randomText(new Seed(value));
            byte[] body = new byte[text.length + 8];
            System.arraycopy(utf8("{\"a\":\""), 0, body, 0, 6);
            System.arraycopy(text, 0, body, 6, text.length);
            System.arraycopy(utf8("\"}"), 0, body, text.length + 6, 2);
            Outline outline = Outline.of(body, body.length, NAMES, Walk.SKIP);
            assertThat(outline instanceof Fields)
                    .as("seed %s: %s", value, Arrays.toString(text))
                    .isEqualTo(isUtf8(text));
            if (outline instanceof Broken broken) {
                assertThat(broken.problem()).as("seed %s", value).isEqualTo(Problem.NOT_UTF8);
            }
        }
    }

    /** Bytes near the borders of UTF-8, without quote and backslash. */
    private static byte[] randomText(Seed seed) {
        int[] borders = {
            0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
            0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 'a', 'z'
        };
        byte[] text = new byte[seed.below(20)];
        Seed at = seed;
        for (int i = 0; i < text.length; i++) {
            at = at.next();
            text[i] = (byte) borders[at.below(borders.length)];
        }
        if (at.below(3) == 0) { // half of the texts should be right
            return new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
        return text;
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void refuses(String json, Problem problem, int offset) {
        byte[] bytes = utf8(json);
        Outline outline = Outline.of(bytes, bytes.length, NAMES, Walk.SKIP);
        assertThat(outline).as(json).isInstanceOf(Broken.class);
        assertThat(((Broken) outline).problem()).as(json).isEqualTo(problem);
        assertThat(((Broken) outline).offset()).as(json).isEqualTo(offset);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
