package dev.junctor.simulator.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.simulator.SmallCatalog;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.say.Chance;
import org.junit.jupiter.api.Test;

final class LatencyTest {
    private static final Endpoint ENDPOINT = SmallCatalog.endpoint("acme", "small");

    private static Prompt prompt(long tokens) {
        return new Prompt(tokens, 0, 0, new long[0], 0);
    }

    private static Latency latency(long tokens, long cached, double speedUp) {
        return Latency.of(ENDPOINT, prompt(tokens), cached, Chance.of(3), 1, speedUp);
    }

    @Test
    void it_is_of_the_order_that_real_providers_have() {
        for (long seed = 0; seed < 200; seed++) {
            Latency latency = Latency.of(ENDPOINT, prompt(50), 0, Chance.of(seed), seed, 1);
            assertThat(latency.firstNanos() / 1e6).as("seed " + seed).isBetween(50.0, 2_000.0);
            assertThat(1e9 / latency.tokenNanos()).as("seed " + seed).isBetween(20.0, 300.0);
        }
    }

    @Test
    void a_speed_up_divides_and_none_is_no_time() {
        assertThat(latency(50, 0, 10).firstNanos())
                .isCloseTo(
                        latency(50, 0, 1).firstNanos() / 10,
                        org.assertj.core.data.Offset.offset(2L));
        assertThat(latency(50, 0, 0)).isEqualTo(Latency.NONE);
    }

    @Test
    void long_prompts_take_longer_unless_they_are_cached() {
        assertThat(latency(50_000, 0, 1).firstNanos())
                .isGreaterThan(latency(50_000, 49_152, 1).firstNanos());
        assertThat(latency(50_000, 49_152, 1).firstNanos())
                .isGreaterThan(latency(50, 0, 1).firstNanos());
    }

    @Test
    void the_id_tells_the_size_before_the_price_does() {
        assertThat(size("small")).isEqualTo(Latency.Size.MEDIUM);
        assertThat(size("clever-0.6b")).isEqualTo(Latency.Size.TINY);
        assertThat(size("Clever-32B-Instruct")).isEqualTo(Latency.Size.SMALL);
        assertThat(size("clever-235b-a22b")).isEqualTo(Latency.Size.LARGE);
        assertThat(size("clever-405b")).isEqualTo(Latency.Size.GIANT);
    }

    private static Latency.Size size(String upstreamId) {
        return Latency.Size.of(SmallCatalog.unlimited(ENDPOINT, upstreamId));
    }
}
