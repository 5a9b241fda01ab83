package dev.junctor.simulator;

import static dev.junctor.simulator.RunningFleet.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ControlApiTest {
    private static final String HELLO =
            "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private RunningFleet running;

    @BeforeEach
    void start() {
        running = new RunningFleet(0);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private int status(String provider) throws Exception {
        return running.chat(provider, HELLO).statusCode();
    }

    @Test
    void an_order_stands_until_it_is_used_up() throws Exception {
        JsonNode order =
                json(
                        running.post(
                                "/_simulator/faults",
                                "{\"provider\":\"acme\",\"model\":\"small\",\"fault\":"
                                        + "\"503\",\"times\":2}"));
        assertThat(order.path("id").asInt()).isPositive();

        assertThat(status("acme")).isEqualTo(503);
        assertThat(status("xai")).isEqualTo(200);
        assertThat(status("acme")).isEqualTo(503);
        assertThat(status("acme")).isEqualTo(200);
        assertThat(json(running.send("GET", "/_simulator/faults", "")).path("data").size())
                .isZero();
    }

    @Test
    void orders_are_taken_back_one_by_one_or_all() throws Exception {
        String order = "{\"fault\":\"429\"}";
        int id = json(running.post("/_simulator/faults", order)).path("id").asInt();
        running.post("/_simulator/faults", "{\"fault\":500}");

        assertThat(status("xai")).isEqualTo(429);
        running.send("DELETE", "/_simulator/faults/" + id, "");
        assertThat(status("xai")).isEqualTo(500);
        running.send("DELETE", "/_simulator/faults", "");
        assertThat(status("xai")).isEqualTo(200);
        assertThat(running.send("DELETE", "/_simulator/faults/99", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_fault_may_happen_now_and_then() throws Exception {
        running.post("/_simulator/faults", "{\"fault\":\"500\",\"probability\":0.5}");
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            failed += status("acme") == 500 ? 1 : 0;
        }
        assertThat(failed).isBetween(15, 45);
    }

    @Test
    void wrong_orders_are_refused() throws Exception {
        for (String order :
                new String[] {
                    "nonsense",
                    "{}",
                    "{\"fault\":\"flood\"}",
                    "{\"fault\":\"429\",\"times\":-1}",
                    "{\"fault\":\"429\",\"probability\":2}"
                }) {
            assertThat(running.post("/_simulator/faults", order).statusCode())
                    .as(order)
                    .isEqualTo(400);
        }
        assertThat(
                        running.post(
                                        "/_simulator/faults",
                                        "{\"fault\":\"429\",\"provider\":\"no\"}")
                                .statusCode())
                .isEqualTo(404);
        assertThat(running.send("PUT", "/_simulator/faults", "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_came_can_be_seen_without_its_content() throws Exception {
        status("acme");
        running.chat("acme", HELLO.replace("small", "gone"));
        running.post("/_simulator/faults", "{\"fault\":\"503\",\"times\":1}");
        status("xai");

        String text = RunningFleet.text(running.send("GET", "/_simulator/requests", ""));
        JsonNode seen = json(running.send("GET", "/_simulator/requests", ""));
        assertThat(text).doesNotContain("Hello");
        assertThat(seen.path("total").asInt()).isEqualTo(3);
        assertThat(seen.path("completed").asInt()).isEqualTo(3);
        assertThat(seen.path("refused").asInt()).isEqualTo(2);
        assertThat(seen.at("/by_provider/acme/total").asInt()).isEqualTo(2);
        assertThat(seen.at("/recent/0/fault").stringValue()).isEqualTo("503");
        assertThat(seen.at("/recent/2/fields/0").stringValue()).isEqualTo("model");

        JsonNode none = json(running.send("DELETE", "/_simulator/requests", ""));
        assertThat(none.path("total").asInt()).isZero();
    }

    @Test
    void the_overview_counts_providers_and_names_faults() throws Exception {
        JsonNode overview = json(running.send("GET", "/_simulator", ""));

        assertThat(overview.path("providers").asInt()).isEqualTo(8);
        assertThat(overview.path("faults").toString()).contains("\"429\"").contains("\"stall\"");
        assertThat(
                        json(running.send("GET", "/_simulator/providers", ""))
                                .at("/data/0/path")
                                .stringValue())
                .isEqualTo("/acme/v1");
    }
}
