package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.events;
import static dev.junctor.simulator.RunningFleet.json;
import static dev.junctor.simulator.RunningFleet.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.simulator.fault.Complaints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each fault that can be ordered, seen from the other end of the socket. */
final class FaultsOverSocketsTest {
    private RunningFleet running;

    @BeforeEach
    void start() {
        running = new RunningFleet(0);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private static String asked(String fault, String more) {
        return "{\"model\":\"small\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + whole(fault, more).substring("{\"model\":\"small\",".length());
    }

    private static String whole(String fault, String more) {
        return "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":"
                + "\"Tell me of ships\"}],"
                + "\"simulator\":{\"fault\":\""
                + fault
                + "\""
                + more
                + "}}";
    }

    @Test
    void each_status_comes_with_a_body_and_where_it_helps_with_a_time_to_come_again()
            throws Exception {
        for (int status : Complaints.statuses()) {
            HttpResponse<byte[]> response = running.chat("acme", asked(String.valueOf(status), ""));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(json(response).at("/error/message").stringValue()).isNotBlank();
            boolean later = status == 429 || status == 503 || status == 529;
            assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(later);
        }
        HttpResponse<byte[]> patient = running.chat("acme", asked("429", ",\"retry_after\":17"));
        assertThat(patient.headers().firstValue("Retry-After")).contains("17");
    }

    @Test
    void errors_have_the_form_of_the_provider() throws Exception {
        assertThat(json(running.chat("mistral", whole("400", ""))).path("object").stringValue())
                .isEqualTo("error");
        assertThat(json(running.chat("mistral", whole("401", ""))).has("detail")).isTrue();
        assertThat(json(running.chat("xai", whole("404", ""))).path("error").isString()).isTrue();
        assertThat(json(running.chat("openrouter", whole("429", ""))).at("/error/code").asInt())
                .isEqualTo(429);
        assertThat(json(running.chat("openai", whole("401", ""))).at("/error/code").stringValue())
                .isEqualTo("invalid_api_key");
    }

    @Test
    void pages_of_html_and_empty_answers() throws Exception {
        HttpResponse<byte[]> page = running.chat("acme", asked("html_502", ""));
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(text(page)).startsWith("<html>");

        HttpResponse<byte[]> empty = running.chat("acme", asked("empty", ""));
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();

        HttpResponse<byte[]> inside = running.chat("acme", whole("error_in_200", ""));
        assertThat(inside.statusCode()).isEqualTo(200);
        assertThat(json(inside).has("error")).isTrue();
    }

    @Test
    void connections_are_cut_at_each_moment() throws Exception {
        for (String fault : List.of("cut_before_head", "cut_after_head", "cut_mid_stream")) {
            assertThatThrownBy(() -> running.chat("acme", asked(fault, "")))
                    .as(fault)
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> running.chat("acme", whole(fault, "")))
                    .as("whole answer, " + fault)
                    .isInstanceOf(IOException.class);
        }
        String heard = raw(asked("cut_mid_stream", ",\"after_tokens\":5"));
        assertThat(events(heard)).hasSize(6);
        assertThat(heard).doesNotContain("[DONE]").doesNotEndWith("0\r\n\r\n");
        assertThat(raw(asked("cut_before_head", ""))).isEmpty();
        assertThat(running.fleet.observations().cut()).isEqualTo(8);
    }

    @Test
    void an_error_in_the_middle_of_a_stream() throws Exception {
        List<String> events =
                events(text(running.chat("acme", asked("error_event", ",\"after_tokens\":4"))));

        assertThat(events).hasSize(6);
        assertThat(JsonMapper.shared().readTree(events.getLast()).has("error")).isTrue();

        String gateway = text(running.chat("openrouter", asked("error_event", "")));
        JsonNode last = JsonMapper.shared().readTree(events(gateway).getLast());
        assertThat(last.at("/choices/0/finish_reason").stringValue()).isEqualTo("error");
        assertThat(last.at("/error/code").asInt()).isEqualTo(502);
    }

    @Test
    void bytes_that_are_no_utf8_and_json_that_breaks_off() throws Exception {
        byte[] garbage = running.chat("acme", asked("garbage", "")).body();
        byte[] decoded =
                new String(garbage, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        assertThat(decoded).isNotEqualTo(garbage);
        assertThat(new String(garbage, StandardCharsets.ISO_8859_1)).contains("[DONE]");

        HttpResponse<byte[]> broken = running.chat("acme", whole("broken_json", ""));
        assertThat(broken.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> json(broken)).isInstanceOf(JacksonException.class);
        assertThat(text(running.chat("acme", asked("broken_json", "")))).endsWith("cont");
    }

    @Test
    void usage_that_is_missing_or_cannot_be() throws Exception {
        assertThat(text(running.chat("acme", asked("missing_usage", ""))))
                .doesNotContain("prompt_tokens");
        assertThat(json(running.chat("acme", whole("missing_usage", ""))).has("usage")).isFalse();
        JsonNode usage = json(running.chat("acme", whole("wrong_usage", ""))).path("usage");
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt())
                .isGreaterThan(usage.path("prompt_tokens").asInt());
    }

    @Test
    void framing_may_be_unusual_and_the_words_are_the_same() throws Exception {
        String usual = told(text(running.chat("acme", asked("comments", ",\"delay_ms\":1"))));

        String crlf = text(running.chat("acme", asked("crlf", "")));
        assertThat(crlf).contains("\r\n\r\n");
        assertThat(told(crlf)).isEqualTo(usual);
        String silent = text(running.chat("acme", asked("missing_done", "")));
        assertThat(silent).doesNotContain("[DONE]");
        assertThat(told(silent)).isEqualTo(usual);
        assertThat(told(text(running.chat("acme", asked("one_byte_packets", "")))))
                .isEqualTo(usual);
        assertThat(told(text(running.chat("acme", asked("burst", ""))))).isEqualTo(usual);
        assertThat(text(running.chat("acme", asked("comments", ",\"delay_ms\":1"))))
                .startsWith(": keep-alive\n\n");
    }

    @Test
    void one_event_of_several_megabytes() throws Exception {
        List<String> events = events(text(running.chat("acme", asked("huge_chunk", ""))));

        assertThat(events.stream().mapToInt(String::length).max().orElse(0)).isGreaterThan(4 << 20);
        assertThat(running.chat("acme", whole("huge_chunk", ",\"bytes\":100000")).body())
                .hasSizeGreaterThan(100_000);
    }

    @Test
    void delays_are_kept_whatever_the_speed_up() throws Exception {
        for (String fault : List.of("slow_first_byte", "slow_after_head", "stall")) {
            long start = System.nanoTime();
            String heard = text(running.chat("acme", asked(fault, ",\"delay_ms\":300")));

            assertThat(System.nanoTime() - start).as(fault).isGreaterThan(290_000_000L);
            assertThat(heard).contains("[DONE]");
        }
        long start = System.nanoTime();
        running.chat("acme", whole("429", ",\"delay_ms\":300"));
        assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
    }

    @Test
    void a_caller_who_hangs_up_is_noticed() throws Exception {
        for (String fault : List.of("hang", "stall", "slow_first_byte")) {
            try (Socket socket = running.connect()) {
                send(socket, asked(fault, ""));
                assertThat(
                                RunningFleet.comesTrue(
                                        () -> running.fleet.observations().inFlight() == 1))
                        .as(fault)
                        .isTrue();
            }
            assertThat(RunningFleet.comesTrue(() -> running.fleet.observations().inFlight() == 0))
                    .as(fault)
                    .isTrue();
        }
        assertThat(running.fleet.observations().cancelled()).isEqualTo(3);
    }

    @Test
    void a_caller_who_does_not_read_is_waited_for() throws Exception {
        int tokens = 300_000;
        try (Socket socket = running.connect()) {
            send(
                    socket,
                    "{\"model\":\"endless\",\"stream\":true,\"messages\":[{\"role\":"
                            + "\"user\",\"content\":"
                            + "\"Go on\"}],\"simulator\":{\"tokens\":"
                            + tokens
                            + "}}");
            Thread.sleep(1_500);
            assertThat(running.fleet.observations().completed()).isZero();

            int events = 0;
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine();
                    line != null && !line.equals("data: [DONE]");
                    line = lines.readLine()) {
                events += line.startsWith("data: ") ? 1 : 0;
            }
            assertThat(events).isEqualTo(tokens + 2);
        }
        assertThat(RunningFleet.comesTrue(() -> running.fleet.observations().completed() == 1))
                .isTrue();
    }

    @Test
    void a_fault_may_be_for_one_provider_only() throws Exception {
        String body = whole("503", ",\"provider\":\"xai\"");

        assertThat(running.chat("acme", body).statusCode()).isEqualTo(200);
        assertThat(running.chat("xai", body).statusCode()).isEqualTo(503);
    }

    @Test
    void a_fault_may_happen_to_the_first_attempts_only() throws Exception {
        String body = whole("503", ",\"times\":2");

        assertThat(running.chat("acme", body).statusCode()).isEqualTo(503);
        assertThat(running.chat("xai", body).statusCode()).isEqualTo(503);
        assertThat(running.chat("acme", body).statusCode()).isEqualTo(200);
        assertThat(running.chat("acme", body).statusCode()).isEqualTo(503);
    }

    @Test
    void an_unknown_fault_is_refused_with_the_names_that_there_are() throws Exception {
        HttpResponse<byte[]> response = running.chat("acme", whole("flood", ""));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("flood").contains("cut_mid_stream").contains("429");
    }

    private static String told(String stream) {
        StringBuilder told = new StringBuilder();
        for (String event : events(stream)) {
            if (!event.equals("[DONE]")) {
                told.append(
                        JsonMapper.shared()
                                .readTree(event)
                                .at("/choices/0/delta/content")
                                .asString(""));
            }
        }
        return told.toString();
    }

    private static void send(Socket socket, String body) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /acme/v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                        + "Content-Length: "
                        + bytes.length
                        + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    /** What is heard until the connection ends, head and framing included. */
    private String raw(String body) throws IOException {
        try (Socket socket = running.connect()) {
            send(socket, body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
