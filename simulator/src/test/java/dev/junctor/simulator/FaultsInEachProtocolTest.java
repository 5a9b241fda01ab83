package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What goes wrong goes wrong in each protocol's own way. */
final class FaultsInEachProtocolTest {
    private static RunningFleet running;

    @BeforeAll
    static void start() {
        running = new RunningFleet(0);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    /** A protocol, how it is asked for a stream, and by what its moments are known. */
    enum Spoken {
        MESSAGES(
                "/anthropic/v1/messages",
                "{\"model\":\"small\",\"max_tokens\":500,\"stream\":true,\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Tell me of ships\"}]",
                "text_delta",
                "\"output_tokens\"",
                "message_stop",
                "event: error\ndata: {\"type\":\"error\""),
        EVENTS(
                "/google/v1beta/models/small:streamGenerateContent?alt=sse",
                "{\"contents\":[{\"parts\":[{\"text\":\"Tell me of ships\"}]}]",
                "\"text\"",
                "\"finishReason\"",
                "\"finishReason\"",
                "data: {\"error\":{\"code\":500"),
        LIST(
                "/google/v1beta/models/small:streamGenerateContent",
                "{\"contents\":[{\"parts\":[{\"text\":\"Tell me of ships\"}]}]",
                "\"text\"",
                "\"finishReason\"",
                "]\r\n0",
                "{\"error\":{\"code\":500"),
        RESPONSES(
                "/openai/v1/responses",
                "{\"model\":\"small\",\"stream\":true,\"input\":\"Tell me of ships\"",
                "response.output_text.delta",
                "\"total_tokens\"",
                "response.completed",
                "event: response.failed\n");

        private final String path;
        private final String body;
        private final String words;
        private final String usage;
        private final String end;
        private final String error;

        Spoken(String path, String body, String words, String usage, String end, String error) {
            this.path = path;
            this.body = body;
            this.words = words;
            this.usage = usage;
            this.end = end;
            this.error = error;
        }

        String asked(String fault, String more) {
            return body + ",\"simulator\":{\"fault\":\"" + fault + "\"" + more + "}}";
        }

        String whole(String fault) {
            return asked(fault, "").replace("\"stream\":true,", "");
        }
    }

    private static final String HEAD = "HTTP/1.1 200";

    @ParameterizedTest
    @EnumSource
    void nothing_goes_wrong_unless_it_is_ordered(Spoken spoken) throws Exception {
        assertThat(raw(spoken, spoken.body + "}"))
                .contains(HEAD, spoken.words, spoken.usage, spoken.end)
                .doesNotContain(spoken.error);
    }

    @ParameterizedTest
    @EnumSource
    void before_the_head(Spoken spoken) throws Exception {
        assertThat(raw(spoken, spoken.asked("cut_before_head", ""))).isEmpty();
        String busy = raw(spoken, spoken.asked("503", ",\"phase\":\"before_head\""));
        boolean google = spoken == Spoken.EVENTS || spoken == Spoken.LIST;
        assertThat(busy)
                .contains("HTTP/1.1 503", google ? "retryDelay" : "Retry-After")
                .contains("overloaded", "error");
    }

    @ParameterizedTest
    @EnumSource
    void after_the_head(Spoken spoken) throws Exception {
        assertThat(raw(spoken, spoken.asked("cut_after_head", "")))
                .contains(HEAD)
                .doesNotContain(spoken.words, spoken.end);
        assertThat(raw(spoken, spoken.asked("500", ",\"phase\":\"after_head\"")))
                .contains(HEAD, spoken.error)
                .doesNotContain(spoken.words);
    }

    @ParameterizedTest
    @EnumSource
    void in_the_middle(Spoken spoken) throws Exception {
        String cut = raw(spoken, spoken.asked("cut_mid_stream", ",\"after_tokens\":5"));
        assertThat(cut).contains(HEAD, spoken.words).doesNotContain(spoken.end);
        assertThat(cut.split(spoken.words, -1).length).isGreaterThan(5);
        assertThat(raw(spoken, spoken.asked("error_event", "")))
                .contains(spoken.words, spoken.error)
                .doesNotContain(spoken.end.startsWith("]") ? "finishReason" : spoken.end);
        assertThat(raw(spoken, spoken.asked("broken_json", "")))
                .contains(spoken.words)
                .doesNotContain(spoken.end);
    }

    @ParameterizedTest
    @EnumSource
    void after_the_usage(Spoken spoken) throws Exception {
        assertThat(raw(spoken, spoken.asked("cut_mid_stream", ",\"phase\":\"after_usage\"")))
                .contains(spoken.words, spoken.usage)
                .doesNotContain("\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void usage_and_framing(Spoken spoken) throws Exception {
        String none = raw(spoken, spoken.asked("missing_usage", ""));
        assertThat(none).doesNotContain("total_tokens", "usageMetadata", "cache_read");
        String packets = raw(spoken, spoken.asked("one_byte_packets", ""));
        assertThat(packets).endsWith("0\r\n\r\n");
        assertThat(raw(spoken, spoken.asked("comments", ",\"delay_ms\":1")))
                .contains(spoken.words, spoken.usage);
        List<Spoken> ended = List.of(Spoken.MESSAGES, Spoken.LIST, Spoken.RESPONSES);
        if (ended.contains(spoken)) {
            assertThat(raw(spoken, spoken.asked("missing_done", "")))
                    .contains(spoken.words)
                    .doesNotContain(spoken.end);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES", "RESPONSES"})
    void errors_of_whole_answers_have_the_protocols_form(Spoken spoken) throws Exception {
        JsonNode error =
                json(
                        running.send(
                                "POST",
                                spoken.path,
                                spoken.whole("429"),
                                "Authorization",
                                "Bearer any",
                                "anthropic-version",
                                "2023-06-01"));
        assertThat(error.at("/error/type").stringValue()).isEqualTo("rate_limit_error");
        assertThat(error.has("type")).isEqualTo(spoken == Spoken.MESSAGES);
    }

    /** What is heard until the connection ends, head and framing included. */
    private static String raw(Spoken spoken, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST "
                        + spoken.path
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nx-goog-api-key: x\r\n"
                        + "anthropic-version: 2023-06-01\r\nConnection: close\r\n"
                        + "Content-Length: "
                        + bytes.length
                        + "\r\n\r\n";
        try (Socket socket = running.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
