package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.server.http.ApiAnswer;
import java.math.BigDecimal;
import java.util.Collection;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers as trees of JSON; numbers are exact and never in scientific notation. */
final class Json {
    private static final int NANO_DECIMALS = 9;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** Strings; {@code null} in place of an empty list. */
    static JsonNode textsOrNull(Collection<String> values) {
        return values.isEmpty() ? JsonNodeFactory.instance.nullNode() : texts(values);
    }

    /** A string; {@code null} in place of an empty one. */
    static JsonNode textOrNull(String value) {
        return value.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.stringNode(value);
    }

    /** A whole number; {@code null} in place of 0, which stands for unknown. */
    static JsonNode numberOrNull(long value) {
        return value == 0
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.numberNode(value);
    }

    /** An amount as a number in US dollars. */
    static JsonNode usd(Money amount) {
        BigDecimal usd =
                BigDecimal.valueOf(amount.nanoDollars(), NANO_DECIMALS).stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(usd.scale() < 0 ? usd.setScale(0) : usd);
    }

    /** The tree of our own text, which is an object. */
    static ObjectNode read(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /** The tree as text. */
    static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** The tree as an answer of status 200. */
    static ApiAnswer answer(JsonNode tree) {
        return ApiAnswer.json(text(tree));
    }

    /** {@code {"data": tree}} as an answer of status 200, as OpenRouter wraps what it tells. */
    static ApiAnswer data(JsonNode tree) {
        return answer(object().set("data", tree));
    }
}
