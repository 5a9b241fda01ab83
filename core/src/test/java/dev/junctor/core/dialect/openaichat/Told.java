package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.CLOSING;
import static dev.junctor.core.dialect.openaichat.Samples.DIALECT;
import static dev.junctor.core.dialect.openaichat.Samples.IDENTITY;
import static dev.junctor.core.dialect.openaichat.Samples.utf8;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a caller is told of a provider's answer. */
record Told(String text, AnswerFacts facts, StreamTap.State state) {
    /** A whole answer, to a request with these fields that steer. */
    static Told whole(String answer, Map<String, String> controls) {
        byte[] body = utf8(answer);
        Rewritten.Answer read =
                (Rewritten.Answer)
                        DIALECT.rewrite(
                                Samples.envelope(Operation.CHAT, controls),
                                body,
                                body.length,
                                IDENTITY,
                                Quirks.NONE,
                                CLOSING);
        byte[] edited = Splices.apply(body, body.length, read.splices());
        return new Told(
                new String(edited, StandardCharsets.UTF_8), read.facts(), StreamTap.State.COMPLETE);
    }

    /** A stream of these data, to a request with these fields that steer; the same whatever the cut. */
    static Told stream(List<String> data, Map<String, String> controls) {
        StringBuilder events = new StringBuilder();
        data.forEach(one -> events.append("data: ").append(one).append("\n\n"));
        byte[] stream = utf8(events.toString());
        Told whole = stream(stream, stream.length, controls);
        for (int size = 1; size < stream.length; size += 1 + size / 5) {
            Told cut = stream(stream, size, controls);
            if (!cut.equals(whole)) {
                throw new AssertionError("in pieces of " + size + ": " + cut + "\n" + whole);
            }
        }
        return whole;
    }

    private static Told stream(byte[] stream, int size, Map<String, String> controls) {
        StreamTap tap =
                DIALECT.stream(
                        Samples.envelope(Operation.CHAT, controls), IDENTITY, Quirks.NONE, CLOSING);
        Bytes out = new Bytes(64);
        for (int i = 0; i < stream.length; i += size) {
            tap.feed(stream, i, Math.min(stream.length, i + size), out);
        }
        StreamTap.State state = tap.end(out);
        return new Told(new String(out.toArray(), StandardCharsets.UTF_8), tap.facts(), state);
    }

    /** The answer as a tree. */
    JsonNode json() {
        return Fixtures.JSON.readTree(text);
    }

    /** The chunks of a stream, without its end mark. */
    List<JsonNode> chunks() {
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : text.split("\n\n", -1)) {
            if (event.startsWith("data: {")) {
                chunks.add(Fixtures.JSON.readTree(event.substring("data: ".length())));
            }
        }
        return chunks;
    }

    /** What stands at that place in each chunk that has it. */
    List<JsonNode> all(String pointer) {
        return chunks().stream()
                .map(chunk -> chunk.at(pointer))
                .filter(node -> !node.isMissingNode())
                .toList();
    }
}
