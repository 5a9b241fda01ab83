package dev.junctor.core.dialect.gemini;

import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import dev.junctor.core.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The pure part of {@code countTokens}: whose tokens are counted, and how the count is told. */
public final class TokenCount {
    private static final String REQUEST = "generateContentRequest";

    private TokenCount() {}

    /**
     * The request whose prompt is counted: the one that stands in {@code generateContentRequest}, otherwise the body
     * itself, which has the same fields at its top. A body that is not JSON comes back as it is.
     *
     * @param body holds the request from 0 to {@code length}
     */
    public static byte[] asked(byte[] body, int length) {
        JsonNode tree = Trees.readStrictly(body, 0, length).orElse(Trees.NOTHING);
        if (tree instanceof ObjectNode object
                && object.path(Spelling.in(object, REQUEST)) instanceof ObjectNode request) {
            return Trees.bytes(request);
        }
        return Splices.apply(body, length, List.<Splice>of());
    }

    /** The answer: {@code {"totalTokens": 31}}. */
    public static byte[] answer(long tokens) {
        return ("{\"totalTokens\":" + tokens + "}").getBytes(StandardCharsets.US_ASCII);
    }
}
