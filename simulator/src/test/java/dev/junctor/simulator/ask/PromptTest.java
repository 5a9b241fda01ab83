package dev.junctor.simulator.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.simulator.SmallCatalog;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class PromptTest {
    private static Prompt prompt(String provider, String messages) {
        return Prompt.of(
                new Ask(
                        SmallCatalog.endpoint(provider, "small"),
                        Ask.Form.CHAT,
                        JsonMapper.shared().readTree("{\"messages\":" + messages + "}")));
    }

    private static String user(String text) {
        return "[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
    }

    @Test
    void a_message_costs_its_words_its_role_and_its_frame() {
        assertThat(prompt("acme", user("one two three")).tokens()).isEqualTo(3 + 3 + 1 + 3);
    }

    @Test
    void images_and_sound_are_counted_apart_and_in_the_total() {
        Prompt prompt =
                prompt(
                        "acme",
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"x\","
                                + "\"detail\":\"low\"}},{\"type\":\"input_audio\","
                                + "\"input_audio\":{\"data\":\"AAAA\"}}]}]");
        assertThat(prompt.imageTokens()).isEqualTo(85);
        assertThat(prompt.audioTokens()).isEqualTo(1);
        assertThat(prompt.tokens()).isEqualTo(3 + 1 + 85 + 1 + 3);
    }

    @Test
    void a_cache_knows_whole_blocks_of_a_common_beginning() {
        PromptCache cache = new PromptCache(1 << 10);
        String begin = "word ".repeat(2_500);

        assertThat(cache.meet(prompt("acme", user(begin + "a")))).isZero();
        assertThat(cache.meet(prompt("acme", user(begin + "b")))).isEqualTo(2_048);
        assertThat(cache.meet(prompt("acme", user("other " + begin)))).isZero();
        assertThat(cache.meet(prompt("xai", user(begin + "a")))).isZero();
        assertThat(cache.meet(prompt("acme", user("word ".repeat(900))))).isZero();

        cache.clear();
        assertThat(cache.meet(prompt("acme", user(begin + "b")))).isZero();
    }

    @Test
    void another_picture_breaks_the_common_beginning() {
        PromptCache cache = new PromptCache(1 << 10);
        String shape =
                "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"%s\"}},"
                        + "{\"type\":\"text\",\"text\":\""
                        + "word ".repeat(1_100)
                        + "\"}]}]";
        cache.meet(prompt("acme", shape.replace("%s", "one")));

        assertThat(cache.meet(prompt("acme", shape.replace("%s", "two")))).isZero();
        assertThat(cache.meet(prompt("acme", shape.replace("%s", "one")))).isEqualTo(1_024);
    }
}
