package dev.junctor.lab.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.FleetDesk;
import dev.junctor.lab.kit.RawCaller;
import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Callers who leave, who read slowly and who wait in silence. */
final class PaceOfCallersTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Pattern GENERATION =
            Pattern.compile("x-generation-id: (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final int SMALL_WINDOW = 16 * 1024;

    /** An answer of 28 MB, more than all buffers on the way can hold. */
    private static final String LARGE =
            "{\"model\":\"openai/gpt-5.5\",\"stream\":true,\"max_tokens\":100000,"
                    + "\"provider\":{\"only\":[\"openai\"]},\"simulator\":{\"tokens\":100000},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private static RunningGateway gateway;

    @BeforeAll
    static void open() {
        gateway = RunningGateway.simulated("deadlines: {idle: 1s, first_byte: 20s}");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.fleet().reset();
    }

    private static String body(boolean stream, String simulator) {
        return "{\"model\":\"meta-llama/llama-3.3-70b-instruct\",\"stream\":"
                + stream
                + ",\"provider\":{\"only\":[\"crusoe\"]},\"simulator\":"
                + simulator
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    /** Nothing has come yet, a head has come, tokens are coming. */
    @ParameterizedTest
    @CsvSource({
        "false, hang",
        "true, hang",
        "false, slow_after_head",
        "true, slow_after_head",
        "true, slow_tokens"
    })
    void aCallerWhoLeavesEndsTheProvidersWorkWithinASecond(boolean stream, String how)
            throws Exception {
        FleetDesk fleet = gateway.fleet();
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            caller.chat(gateway.key(), body(stream, "{\"fault\":\"" + how + "\"}"));
            assertThat(FleetDesk.comesTrue(SOON, () -> fleet.count("in_flight") == 1)).isTrue();
            if (how.equals("slow_tokens")) {
                caller.readUntil("data: ");
            }
        }
        assertThat(FleetDesk.comesTrue(SOON, () -> fleet.count("cancelled") == 1)).isTrue();
    }

    /** Where hanging up does not end the bill, the answer is read on to learn what it costs. */
    @ParameterizedTest
    @CsvSource({"groq, completed, complete", "crusoe, cancelled, estimated"})
    void whatACallerWhoLeftHasCostIsWrittenDown(String provider, String how, String billing)
            throws Exception {
        FleetDesk fleet = gateway.fleet();
        String id;
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            String slow = "{\"fault\":\"slow_tokens\",\"delay_ms\":20,\"tokens\":30}";
            caller.chat(gateway.key(), body(true, slow).replace("crusoe", provider));
            String head = caller.readUntil("data: ");
            Matcher named = GENERATION.matcher(head);
            assertThat(named.find()).isTrue();
            id = named.group(1);
        }
        assertThat(FleetDesk.comesTrue(SOON.multipliedBy(3), () -> fleet.count(how) == 1)).isTrue();
        assertThat(FleetDesk.comesTrue(SOON, () -> record(id).path("cancelled").asBoolean()))
                .isTrue();
        assertThat(record(id).path("billing").asString()).isEqualTo(billing);
        assertThat(record(id).path("total_cost").decimalValue()).isPositive();
    }

    private static JsonNode record(String id) {
        return gateway.caller().get("/api/v1/generation?id=" + id).json().path("data");
    }

    @Test
    void aCallerWhoDoesNotReadHoldsTheProviderBackAndGetsEverythingLater() throws Exception {
        FleetDesk fleet = gateway.fleet();
        try (RawCaller caller = RawCaller.to(gateway.port(), SMALL_WINDOW)) {
            caller.chat(gateway.key(), LARGE);
            caller.readUntil("data: ");

            boolean ended =
                    FleetDesk.comesTrue(Duration.ofSeconds(3), () -> fleet.count("completed") == 1);
            assertThat(ended).as("the provider could send everything").isFalse();

            assertThat(end(caller)).endsWith("data: [DONE]\n\n\r\n0\r\n\r\n");
        }
        assertThat(FleetDesk.comesTrue(SOON, () -> fleet.count("completed") == 1)).isTrue();
    }

    /** Reads to the end of the answer and gives its last bytes. */
    private static String end(RawCaller caller) throws IOException {
        byte[] room = new byte[1 << 16];
        String last = "";
        while (!last.endsWith("0\r\n\r\n")) {
            int count = caller.read(room);
            assertThat(count).as("closed after " + last).isPositive();
            last += new String(room, 0, count, StandardCharsets.UTF_8);
            last = last.substring(Math.max(0, last.length() - 100));
        }
        return last;
    }

    @Test
    void aCallerWhoWaitsInSilenceIsToldThatAllIsWell() throws IOException {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            caller.chat(
                    gateway.key(),
                    body(true, "{\"fault\":\"slow_after_head\",\"delay_ms\":10500}"));
            String heard = caller.readUntil("data: ");
            assertThat(heard).contains("200 OK", "\n: ");
        }
    }
}
