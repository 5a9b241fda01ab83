package dev.junctor.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void aRequestIsCountedWithAllThatItConsumed() {
        metrics.record(TelemetryRecords.served("acme", "acme/tiny"));
        metrics.record(TelemetryRecords.served("acme", "acme/tiny"));
        assertThat(metrics.scrape().lines())
                .contains(
                        "junctor_requests_total{model=\"acme/tiny\",provider=\"acme\",status=\"2xx\"} 2.0",
                        "junctor_tokens_total{kind=\"input\",model=\"acme/tiny\",provider=\"acme\"} 200.0",
                        "junctor_tokens_total{kind=\"cache_read\",model=\"acme/tiny\",provider=\"acme\"} 40.0",
                        "junctor_tokens_total{kind=\"cache_write\",model=\"acme/tiny\",provider=\"acme\"} 10.0",
                        "junctor_tokens_total{kind=\"output\",model=\"acme/tiny\",provider=\"acme\"} 60.0",
                        "junctor_tokens_total{kind=\"reasoning\",model=\"acme/tiny\",provider=\"acme\"} 14.0",
                        "junctor_cost_usd_total{model=\"acme/tiny\",provider=\"acme\"} 0.005",
                        "junctor_first_token_seconds_bucket{model=\"acme/tiny\",provider=\"acme\",le=\"0.1\"} 2",
                        "junctor_first_token_seconds_bucket{model=\"acme/tiny\",provider=\"acme\",le=\"0.05\"} 0",
                        "junctor_request_seconds_sum{model=\"acme/tiny\",provider=\"acme\"} 3.0",
                        "junctor_fallbacks_total{reason=\"rate_limited\"} 2.0");
    }

    @Test
    void requestsAreToldApartByHowTheyEnded() {
        metrics.record(TelemetryRecords.record("", "", Outcome.FAILED, 502));
        metrics.record(TelemetryRecords.record("", "", Outcome.FAILED, 400));
        metrics.record(TelemetryRecords.record("a", "a/b", Outcome.ABANDONED, 200));
        metrics.record(TelemetryRecords.record("a", "a/b", Outcome.FAILED, 200));
        assertThat(metrics.scrape().lines())
                .contains(
                        "junctor_requests_total{model=\"none\",provider=\"none\",status=\"5xx\"} 1.0",
                        "junctor_requests_total{model=\"none\",provider=\"none\",status=\"4xx\"} 1.0",
                        "junctor_requests_total{model=\"a/b\",provider=\"a\",status=\"abandoned\"} 1.0",
                        "junctor_requests_total{model=\"a/b\",provider=\"a\",status=\"5xx\"} 1.0");
    }

    @Test
    void nothingThatACallerWroteBecomesALabel() {
        metrics.record(TelemetryRecords.record("", "", Outcome.FAILED, 404));
        metrics.record(TelemetryRecords.served("acme", "acme/tiny"));
        assertThat(metrics.scrape())
                .doesNotContain("whatever-the-caller-wrote")
                .doesNotContain("abab")
                .doesNotContain("curl");
    }

    @Test
    void theNumberOfEndpointsIsBounded() {
        for (int i = 0; i < 5_050; i++) {
            metrics.record(TelemetryRecords.served("p" + i, "a/b"));
        }
        assertThat(metrics.scrape().lines().filter(line -> line.startsWith("junctor_cost_usd")))
                .hasSize(5_001)
                .anyMatch(line -> line.contains("{model=\"other\",provider=\"other\"} 0.125"));
    }

    @Test
    void whatIsWatchedIsReadWhenItIsAsked() {
        AtomicInteger waiting = new AtomicInteger(3);
        metrics.watchRecords(waiting::get, () -> 7);
        metrics.watchRequests(() -> 5, () -> 1);
        metrics.watchTraces(() -> 2);
        metrics.unpricedRefusal();
        metrics.capped(new Money(1_500_000_000));
        metrics.capped(new Money(250_000_000));
        metrics.loopLag(0).record(3_000_000);
        assertThat(metrics.scrape().lines())
                .contains(
                        "junctor_records_queued 3.0",
                        "junctor_records_refused_total 7.0",
                        "junctor_requests_active 5.0",
                        "junctor_queue 1.0",
                        "junctor_traces_dropped_total 2.0",
                        "junctor_unpriced_refusals_total 1.0",
                        "junctor_charges_capped_total 2.0",
                        "junctor_charges_borne_usd_total 1.75",
                        "junctor_loop_lag_seconds_bucket{loop=\"0\",le=\"0.005\"} 1")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
        waiting.set(0);
        assertThat(metrics.scrape()).contains("junctor_records_queued 0.0");
    }
}
