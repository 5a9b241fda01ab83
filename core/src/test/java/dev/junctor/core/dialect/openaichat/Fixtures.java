package dev.junctor.core.dialect.openaichat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.junctor.core.dialect.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded exchanges with providers, which lie beside the repository and are not part of it. */
final class Fixtures {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FOLDER = "shared/fixtures";

    private Fixtures() {}

    /** One recorded exchange. */
    record Exchange(String name, Operation operation, String provider, JsonNode file) {
        JsonNode requestBody() {
            return file.path("request").path("body");
        }

        JsonNode response() {
            return file.path("response");
        }

        /** The status; recordings that do not name one are answers. */
        int status() {
            return response().path("status").asInt(200);
        }

        boolean isStream() {
            return response().has("sse") || response().has("stream_events");
        }

        /** The stream's bytes; where only the events were recorded they are framed plainly. */
        byte[] stream() {
            if (response().has("sse")) {
                return response().get("sse").asString().getBytes(StandardCharsets.UTF_8);
            }
            StringBuilder stream = new StringBuilder();
            for (JsonNode event : response().get("stream_events")) {
                stream.append("data: ").append(event).append("\n\n");
            }
            return stream.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
        }

        byte[] body() {
            return bytes(response().get("body"));
        }

        @Override
        public String toString() {
            return name + " (" + provider + ")";
        }
    }

    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All exchanges of the protocol; the test is skipped where the folder is absent. */
    static List<Exchange> all() {
        Path folder = folder();
        assumeTrue(
                folder != null,
                "skipped: the recorded exchanges are not at ../" + FOLDER + " of the repository");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Exchange> exchanges = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode exchange = JSON.readTree(Files.readAllBytes(file));
                String name = folder.relativize(file).toString();
                String provider = exchange.path("provider").asString("");
                switch (exchange.path("protocol").asString("")) {
                    case "openai-chat" ->
                            exchanges.add(new Exchange(name, Operation.CHAT, provider, exchange));
                    case "openai-completions" ->
                            exchanges.add(
                                    new Exchange(name, Operation.COMPLETION, provider, exchange));
                    default -> {}
                }
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path folder() {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (at != null) {
            Path folder = at.resolve(FOLDER);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            at = at.getParent();
        }
        return null;
    }
}
