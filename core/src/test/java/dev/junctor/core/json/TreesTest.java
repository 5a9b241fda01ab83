package dev.junctor.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TreesTest {
    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void numbersKeepTheirDigitsAndFieldsTheirOrder() {
        String json = "{\"z\":0.10,\"a\":12345678901234567890,\"m\":[1.0,0.699999988]}";
        assertThat(Trees.text(Trees.read(json).orElseThrow())).isEqualTo(json);
    }

    @Test
    void fieldThatStandsTwiceIsRefusedInRequests() {
        byte[] twice = bytes("{\"a\":{\"b\":1,\"b\":2}}");
        assertThat(Trees.readStrictly(twice, 0, twice.length)).isEmpty();
        assertThat(Trees.read(twice, 0, twice.length)).isPresent();
    }

    @Test
    void whatIsNoJsonIsEmpty() {
        for (String text : new String[] {"", "{", "{}{}", "nul", "[".repeat(10_000)}) {
            byte[] bytes = bytes(text);
            assertThat(Trees.read(bytes, 0, bytes.length)).as(text).isEmpty();
            assertThat(Trees.readStrictly(bytes, 0, bytes.length)).as(text).isEmpty();
        }
    }
}
