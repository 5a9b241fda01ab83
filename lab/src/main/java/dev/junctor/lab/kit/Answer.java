package dev.junctor.lab.kit;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller got: status, headers and the whole body. */
public final class Answer {
    /** Reads JSON with decimals as they are written. */
    public static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A header's first value; empty when absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The chunks of a stream, without its end mark. */
    public List<JsonNode> chunks() {
        return text().lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()).strip())
                .filter(data -> !data.equals(DONE))
                .map(JSON::readTree)
                .toList();
    }

    /** Whether a stream says that it is done. */
    public boolean isDone() {
        return text().stripTrailing().endsWith(DATA + DONE);
    }

    /** The text of the first choice, whole or from chunks. */
    public String content() {
        StringBuilder content = new StringBuilder();
        if (text().startsWith("{")) {
            return json().at("/choices/0/message/content").asString("");
        }
        chunks().forEach(
                        chunk -> content.append(chunk.at("/choices/0/delta/content").asString("")));
        return content.toString();
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
