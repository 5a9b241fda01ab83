package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.server.http.Door;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description and what is served are the same. */
final class OpenApiTest {
    @TempDir private Path folder;
    private ApiHouse house;
    private JsonNode document;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        document = house.get("/openapi.json").json();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void eachDoorIsDescribedAndEachDescriptionIsADoor() {
        Set<String> served = new TreeSet<>();
        for (Door door : house.doors.all()) {
            for (String prefix : door.prefixes()) {
                served.add(door.method() + " " + prefix + door.pattern().replace("...}", "}"));
            }
        }
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> {
                    JsonNode servers =
                            path.getValue().has("servers")
                                    ? path.getValue().get("servers")
                                    : document.get("servers");
                    for (JsonNode server : servers) {
                        String url = server.get("url").stringValue();
                        String prefix = url.equals("/") ? "" : url;
                        path.getValue().properties().stream()
                                .filter(one -> !one.getKey().equals("servers"))
                                .forEach(one ->
                                        described.add(
                                                one.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + prefix
                                                        + path.getKey()));
                    }
                });
        assertThat(described).isEqualTo(served);
        assertThat(served)
                .contains(
                        "POST /v1/chat/completions",
                        "POST /api/v1/completions",
                        "GET /api/v1/models/{author}/{slug}/endpoints",
                        "POST /api/v1/routing/plan",
                        "GET /healthz");
    }

    @Test
    void eachReferenceLeadsToASchemaAndEachSchemaIsReferredTo() {
        Set<String> referred = new TreeSet<>();
        document.findValuesAsString("$ref")
                .forEach(ref -> referred.add(ref.substring("#/components/schemas/".length())));
        Set<String> known = new TreeSet<>(document.at("/components/schemas").propertyNames());
        assertThat(referred).isEqualTo(known);
    }

    @Test
    void eachOperationHasANameOfItsOwnAndItsPathParameters() {
        List<String> names = document.findValuesAsString("operationId");
        assertThat(names).doesNotHaveDuplicates().hasSize(house.table.size());
        JsonNode key = document.at("/paths/~1keys~1{hash}/patch");
        assertThat(key.at("/parameters/0/name").stringValue()).isEqualTo("hash");
        assertThat(key.at("/parameters/0/required").booleanValue()).isTrue();
        assertThat(key.at("/security/0/key").isArray()).isTrue();
        assertThat(document.at("/paths/~1models/get/security/0").size()).isZero();
        assertThat(document.at("/paths/~1keys/post/responses/201").isObject()).isTrue();
    }

    @Test
    void eachFilterOfModelsIsDescribed() {
        List<String> names = new ArrayList<>();
        document.at("/paths/~1models/get/parameters")
                .forEach(one -> names.add(one.get("name").stringValue()));
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains(
                        "offset", "limit", "sort", "q", "max_price", "supported_parameters", "zdr");
    }

    @Test
    void streamsAreDescribedWhereTheyAreServed() {
        assertThat(
                        document.at("/paths/~1chat~1completions/post/responses/200/content")
                                .propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/event-stream");
        assertThat(document.at("/paths/~1key/get/responses/200/content").propertyNames())
                .containsExactly("application/json");
    }

    @Test
    void anErrorHasTheDescribedShape() {
        ApiHouse.Reply reply = house.get("/v1/key");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(house.problems("Error", reply.text())).isEmpty();
        assertThat(reply.at("/error/code").intValue()).isEqualTo(401);
    }
}
