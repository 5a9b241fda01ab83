package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests, read strictly: a mistake is told, never guessed away. */
final class Body {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Body() {}

    /**
     * The body, which must be a JSON object.
     *
     * @throws Refused when it is anything else, telling where
     */
    static ObjectNode object(ApiRequest request) {
        String type = request.headers().value("content-type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("application/json") && !type.contains("+json")) {
            throw new Refused(
                    Fault.caller(
                            FaultKind.UNSUPPORTED_MEDIA_TYPE,
                            "",
                            "The body must be JSON. Send it with Content-Type: application/json."));
        }
        JsonNode tree = parsed(request.body());
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new Refused(Fault.invalid("", "The body must be a JSON object."));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException wrong) {
            // The parser's own message may quote the body.
            String where =
                    wrong.getLocation() == null
                            ? ""
                            : " near line %d, column %d"
                                    .formatted(
                                            wrong.getLocation().getLineNr(),
                                            wrong.getLocation().getColumnNr());
            throw new Refused(
                    Fault.invalid(
                            "",
                            "The body is not valid JSON, or names a field twice" + where + "."));
        }
    }

    /**
     * Refuses fields that are not known.
     *
     * @throws Refused naming the first of them and the nearest known one
     */
    static void onlyKnown(ObjectNode body, Collection<String> known) {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw new Refused(Fault.invalid(name, Spelling.field(name, known)));
            }
        }
    }
}
