package dev.junctor.lab.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client said to a provider and got back. The recordings lie beside the repository and are not part of it.
 *
 * @param name the file, for people
 */
public record RecordedExchange(String name, String provider, JsonNode file) {
    private static final String FOLDER = "shared/fixtures";
    private static final int OK = 200;

    /** All recordings of a protocol; nothing where the folder is absent. */
    public static Optional<List<RecordedExchange>> all(String protocol) {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            if (Files.isDirectory(at.resolve(FOLDER))) {
                return Optional.of(in(at.resolve(FOLDER), protocol));
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    private static List<RecordedExchange> in(Path folder, String protocol) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<RecordedExchange> all = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode json = Answer.JSON.readTree(Files.readAllBytes(file));
                if (json.path("protocol").asString("").equals(protocol)) {
                    String name = folder.relativize(file).toString();
                    all.add(new RecordedExchange(name, json.path("provider").asString(""), json));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode response() {
        return file.path("response");
    }

    /** The status; recordings that do not name one are answers. */
    public int status() {
        return response().path("status").asInt(OK);
    }

    /** Whether the answer came in events. */
    public boolean isStream() {
        return response().has("sse") || response().has("stream_events");
    }

    /** The request; where only the answer was recorded, the plainest that could have led to it. */
    public ObjectNode request() {
        ObjectNode request;
        if (file.path("request").path("body") instanceof ObjectNode recorded) {
            request = recorded.deepCopy();
        } else {
            request = JsonNodeFactory.instance.objectNode().put("model", "unknown");
            request.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        }
        if (isStream()) {
            request.put("stream", true); // some were recorded behind a client that adds it
        }
        return request;
    }

    /** The answer's body; events of which only the data was recorded are framed plainly. */
    public byte[] body() {
        JsonNode response = response();
        if (response.has("sse")) {
            return response.get("sse").asString().getBytes(StandardCharsets.UTF_8);
        }
        if (!response.has("stream_events")) {
            return response.has("body") ? bytes(response.get("body")) : new byte[0];
        }
        StringBuilder stream = new StringBuilder();
        for (JsonNode event : response.get("stream_events")) {
            stream.append("data: ").append(event).append("\n\n");
        }
        return stream.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How many bytes each read from the network gave; empty when nobody noted it. */
    public List<Integer> cuts() {
        List<Integer> cuts = new ArrayList<>();
        response().path("chunk_sizes").forEach(size -> cuts.add(size.asInt()));
        return cuts;
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " (" + provider + ")";
    }
}
