package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The catalog as it is shipped, through the API; the house holds each answer against its schema. */
final class WholeCatalogTest {
    @TempDir private Path folder;

    private static Catalog shipped() throws IOException {
        Path catalog = Path.of("..", "catalog");
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(catalog)) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".json")).toList()) {
                files.put(catalog.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return CatalogData.read(files).catalog();
    }

    @Test
    void eachModelAndEndpointHasTheDescribedShape() throws IOException {
        try (ApiHouse house = new ApiHouse(folder, shipped())) {
            JsonNode list = house.get("/api/v1/models?output_modalities=all").json();
            assertThat(list.get("data").size()).isGreaterThan(400);
            for (JsonNode model : list.get("data")) {
                String id = model.get("id").stringValue();
                JsonNode endpoints =
                        house.get(model.at("/links/details").stringValue()).at("/data");
                assertThat(endpoints.get("id").stringValue()).isEqualTo(id);
                assertThat(endpoints.get("endpoints").size() > 0)
                        .as(id)
                        .isEqualTo(!id.equals("junctor/auto"));
                JsonNode one = house.get("/api/v1/model/" + id).at("/data");
                assertThat(one).as(id).isEqualTo(model);
            }
        }
    }

    @Test
    void eachListedModelCanBePlanned() throws IOException {
        try (ApiHouse house = new ApiHouse(folder, shipped())) {
            String key = house.inference();
            for (JsonNode model : house.get("/v1/models").json().get("data")) {
                String id = model.get("id").stringValue();
                ApiHouse.Reply plan =
                        house.post("/v1/routing/plan", key, "{\"model\":\"" + id + "\"}");
                assertThat(plan.status()).as("%s: %s", id, plan.text()).isEqualTo(200);
            }
        }
    }
}
