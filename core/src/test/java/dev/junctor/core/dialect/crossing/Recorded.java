package dev.junctor.core.dialect.crossing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.json.Trees;
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

/** A recorded exchange; the recordings lie beside the repository and are not part of it. */
record Recorded(String name, String provider, JsonNode file) {
    private static final String FOLDER = "shared/fixtures";

    /** All that a codec should be able to read. */
    static List<Recorded> of(ChatCodec codec) {
        if (!codec.name().equals("gemini")) {
            return of(codec.name());
        }
        List<Recorded> both = new ArrayList<>(of("gemini-generate"));
        both.addAll(of("gemini-stream-generate"));
        return both;
    }

    /** All of a protocol; the test is skipped where the folder is absent. */
    static List<Recorded> of(String protocol) {
        Path folder = folder();
        assumeTrue(folder != null, "skipped: no recorded exchanges at ../" + FOLDER);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Recorded> all = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                JsonNode json = Trees.read(bytes, 0, bytes.length).orElseThrow();
                if (json.path("protocol").asString("").equals(protocol)) {
                    String name = folder.relativize(file).toString();
                    all.add(new Recorded(name, json.path("provider").asString(""), json));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path folder() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path folder = at.resolve(FOLDER);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            at = at.getParent();
        }
        return null;
    }

    JsonNode request() {
        return file.path("request").path("body");
    }

    private JsonNode response() {
        return file.path("response");
    }

    boolean isAnswer() {
        return response().path("status").asInt(200) == 200 && response().path("body").isObject();
    }

    boolean isError() {
        return response().path("status").asInt(200) != 200 && response().has("body");
    }

    int status() {
        return response().path("status").asInt(200);
    }

    boolean isStream() {
        return response().has("sse") || response().has("stream_events");
    }

    byte[] body() {
        return Trees.bytes(response().get("body"));
    }

    /** The stream's bytes; where only the events were recorded they are framed plainly. */
    byte[] stream() {
        if (response().has("sse")) {
            return response().get("sse").asString().getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder stream = new StringBuilder();
        for (JsonNode event : response().get("stream_events")) {
            stream.append("data: ").append(Trees.text(event)).append("\n\n");
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " (" + provider + ")";
    }
}
