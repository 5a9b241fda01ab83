package dev.junctor.core.catalog;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a file into a tree: decimals exactly, a key at most once.
 *
 * <p>It builds the tree from tokens, because an ObjectMapper takes longer to load than the catalog to read.
 */
public final class Tree {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Tree() {}

    /**
     * Reads one JSON value.
     *
     * @param place names the file in errors
     * @throws CatalogException when it is no JSON, or has a key twice
     */
    public static JsonNode read(byte[] json, Place place) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            JsonNode root = value(parser, place);
            if (parser.nextToken() != null) {
                throw new CatalogException(
                        place, "goes on behind its end", "Leave one JSON object in it.");
            }
            return root;
        } catch (JacksonException broken) {
            throw new CatalogException(
                    place,
                    String.format(
                            Locale.ROOT,
                            "is not JSON at line %d, column %d",
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr()),
                    broken.getOriginalMessage() + ".",
                    broken);
        }
    }

    private static JsonNode value(JsonParser parser, Place place) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return NODES.missingNode();
        }
        return switch (token) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> array(parser, place);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? NODES.numberNode(parser.getBigIntegerValue())
                            : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("a JSON parser gave " + token);
        };
    }

    private static ObjectNode object(JsonParser parser, Place place) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (object.replace(key, value(parser, place)) != null) {
                throw new CatalogException(place.at(key), "is there twice", "Leave one of them.");
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, Place place) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, place));
        }
        return array;
    }
}
