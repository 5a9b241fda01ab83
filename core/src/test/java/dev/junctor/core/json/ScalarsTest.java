package dev.junctor.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ScalarsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whatIsQuotedReadsBackAndJacksonAgrees() {
        for (long value = 0; value < 5_000; value++) {
            String text = randomText(new Seed(value));
            byte[] json = Quoted.bytes(text);
            assertThat(Scalars.string(json, 0, json.length)).as("seed %s", value).isEqualTo(text);
            assertThat(JSON.readTree(json).asString()).as("seed %s", value).isEqualTo(text);
        }
    }

    private static String randomText(Seed seed) {
        StringBuilder text = new StringBuilder();
        Seed at = seed;
        int length = seed.below(12);
        for (int i = 0; i < length; i++) {
            at = at.next();
            text.append(
                    switch (at.below(5)) {
                        case 0 -> (char) at.next().below(0x20);
                        case 1 -> '"';
                        case 2 -> '\\';
                        case 3 -> (char) (0xD7F0 + at.next().below(0x1000)); // lone halves too
                        default -> (char) ('a' + at.next().below(26));
                    });
        }
        return text.toString();
    }

    @Test
    void wholeNumbersAreOnlyThoseWrittenAsSuch() {
        assertThat(integer("0")).isEqualTo("OptionalLong[0]");
        assertThat(integer("-42")).isEqualTo("OptionalLong[-42]");
        assertThat(integer("123456789012345678")).isEqualTo("OptionalLong[123456789012345678]");
        for (String other : new String[] {"1.0", "1e3", "", "-", "\"1\"", "1234567890123456789"}) {
            assertThat(integer(other)).as(other).isEqualTo("OptionalLong.empty");
        }
    }

    private static String integer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Scalars.integer(bytes, 0, bytes.length).toString();
    }

    @Test
    void searchesFindWhatAPlainLoopFinds() {
        for (long value = 0; value < 20_000; value++) {
            Seed seed = new Seed(value);
            byte[] bytes = new byte[seed.below(40)];
            Seed at = seed;
            byte[] alphabet = "ab\n\r\"\\\u0001\u00e9 ".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                at = at.next();
                bytes[i] = alphabet[at.below(alphabet.length)];
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(Search.lineBreak(bytes, 0, bytes.length))
                    .as("seed %s", value)
                    .isEqualTo(first(text, "[\n\r]", bytes.length));
            assertThat(Search.find(bytes, 0, bytes.length, new byte[] {'a', 'b'}))
                    .as("seed %s", value)
                    .isEqualTo(text.indexOf("ab"));
            assertThat(Search.plainStringEnd(bytes, 0, bytes.length))
                    .as("seed %s", value)
                    .isEqualTo(plainEnd(text));
        }
    }

    private static int first(String text, String pattern, int otherwise) {
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.start() : otherwise;
    }

    private static int plainEnd(String text) {
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                return -1;
            }
            if (c == '"' && !escaped) {
                return i;
            }
            escaped = c == '\\' && !escaped;
        }
        return -1;
    }
}
