package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.server.config.Changes;
import dev.junctor.server.config.ConfigProblem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadRouteTest {
    private static final String PATH = "/v1/config/reload";

    @TempDir private Path folder;
    private ApiHouse house;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void itTellsWhatChangedByNames() {
        Changes changes =
                new Changes(
                        List.of(
                                new Changes.Listed(
                                        "providers", List.of("a"), List.of(), List.of("b"))),
                        List.of("policy"),
                        List.of("listen"));
        house.reloading.set(new Reloading.Outcome.Done(7, changes, List.of("careful")));
        ApiHouse.Reply reply = house.post(PATH, house.management(), "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/data").toString())
                .isEqualTo(
                        "{\"generation\":7,\"changed\":{\"providers\":{\"added\":[\"a\"],"
                                + "\"removed\":[],\"changed\":[\"b\"]}},\"settings\":[\"policy\"],"
                                + "\"needs_restart\":[\"listen\"],\"warnings\":[\"careful\"]}");
    }

    @Test
    void itTellsAllMistakesAtOnce() {
        house.reloading.set(
                new Reloading.Outcome.Invalid(
                        List.of(
                                new ConfigProblem("listen", 3, "is no address"),
                                new ConfigProblem("", 0, "is not UTF-8"))));
        ApiHouse.Reply reply = house.post(PATH, house.management(), "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("line 3: listen: is no address; is not UTF-8");
        assertThat(reply.at("/error/metadata/problems/0/line").intValue()).isEqualTo(3);
    }

    @Test
    void theDemoHasNothingToReload() {
        assertThat(house.post(PATH, house.management(), "").status()).isEqualTo(409);
    }
}
