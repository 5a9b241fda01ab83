package dev.junctor.core.json;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON as a tree, for crossings only: numbers keep their digits, fields their order. */
public final class Trees {
    private static final int MAX_DEPTH = 256;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final ObjectReader ONCE =
            JSON.reader()
                    .forType(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** Stands for what is not there. */
    public static final JsonNode NOTHING = MissingNode.getInstance();

    private Trees() {}

    /** The tree of what stands from {@code from} to {@code to}; empty when it is not JSON. */
    public static Optional<JsonNode> read(byte[] bytes, int from, int to) {
        try {
            JsonNode tree = JSON.readTree(bytes, from, to - from);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The same, but a field that stands twice in an object is refused: two readers could see two requests. */
    public static Optional<JsonNode> readStrictly(byte[] bytes, int from, int to) {
        try {
            JsonNode tree = ONCE.readValue(bytes, from, to - from);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The tree of a text; empty when it is not JSON. */
    public static Optional<JsonNode> read(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** JSON in UTF-8 without white space. */
    public static byte[] bytes(JsonNode tree) {
        return JSON.writeValueAsBytes(tree);
    }

    /** JSON without white space. */
    public static String text(JsonNode tree) {
        return JSON.writeValueAsString(tree);
    }
}
