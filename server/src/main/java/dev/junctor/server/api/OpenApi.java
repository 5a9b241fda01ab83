package dev.junctor.server.api;

import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Door;
import dev.junctor.server.http.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of what is served as OpenAPI 3.1, made from the table of routes and a file of schemas. */
final class OpenApi {
    private static final String SCHEMAS = "openapi-schemas.json";
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern NAMES = Pattern.compile("\\{(\\w+)}");
    private static final String KEY = "key";

    private final String version;
    private final Supplier<List<Route>> table;

    OpenApi(String version, Supplier<List<Route>> table) {
        this.version = version;
        this.table = table;
    }

    /** {@code GET /openapi.json}. */
    ApiAnswer answer(ApiRequest request, Visitor visitor) {
        return Json.answer(document());
    }

    ObjectNode document() {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Junctor")
                .put("description", "One API in front of many models, in OpenRouter's shapes.")
                .put("version", version);
        document.set("servers", servers(Door.API));
        ObjectNode paths = document.putObject("paths");
        for (Route route : table.get()) {
            String pattern = route.door().pattern().replace("...}", "}");
            ObjectNode path =
                    paths.get(pattern) instanceof ObjectNode known
                            ? known
                            : path(paths.putObject(pattern), route.door());
            path.set(route.door().method().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject(KEY)
                .put("type", "http")
                .put("scheme", "bearer");
        components.set("schemas", schemas());
        return document;
    }

    private static ObjectNode path(ObjectNode path, Door door) {
        if (!door.prefixes().equals(Door.API)) {
            path.set("servers", servers(door.prefixes()));
        }
        return path;
    }

    private static ArrayNode servers(List<String> prefixes) {
        ArrayNode servers = Json.array();
        prefixes.forEach(prefix -> servers.addObject().put("url", prefix.isEmpty() ? "/" : prefix));
        return servers;
    }

    private static ObjectNode operation(Route route) {
        Route.Doc doc = route.doc();
        ObjectNode operation = Json.object();
        operation.put("operationId", doc.id());
        operation.put("summary", doc.summary());
        security(operation.putArray("security"), route.access());
        parameters(operation.putArray("parameters"), route);
        if (!doc.body().isEmpty()) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            content(body, doc.body());
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode success =
                responses.putObject(Integer.toString(doc.status())).put("description", "Done.");
        content(success, doc.answer());
        if (!(route.door().target() instanceof Target.Api)) {
            content(success, "text/event-stream");
        }
        ObjectNode error = responses.putObject("default").put("description", "What is wrong.");
        content(error, "Error");
        return operation;
    }

    /** An empty entry means that it also goes without a key. */
    private static void security(ArrayNode security, Access access) {
        switch (access) {
            case ANYBODY -> security.addObject();
            case ANYBODY_KNOWN, LOCAL -> {
                security.addObject();
                security.addObject().putArray(KEY);
            }
            case ANY_KEY, INFERENCE, MANAGEMENT -> security.addObject().putArray(KEY);
        }
    }

    private static void parameters(ArrayNode parameters, Route route) {
        Matcher names = NAMES.matcher(route.door().pattern().replace("...}", "}"));
        while (names.find()) {
            parameter(parameters, names.group(1), "path", "string").put("required", true);
        }
        for (Route.Parameter one : route.doc().query()) {
            parameter(parameters, one.name(), "query", one.type())
                    .put("description", one.description());
        }
    }

    private static ObjectNode parameter(
            ArrayNode parameters, String name, String place, String type) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", place);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    private static void content(ObjectNode of, String schema) {
        boolean json = schema.indexOf('/') < 0;
        ObjectNode types =
                of.get("content") instanceof ObjectNode known ? known : of.putObject("content");
        ObjectNode media = types.putObject(json ? "application/json" : schema);
        if (json) {
            media.putObject("schema").put("$ref", "#/components/schemas/" + schema);
        } else {
            media.putObject("schema").put("type", "string");
        }
    }

    private static JsonNode schemas() {
        try (InputStream file = OpenApi.class.getResourceAsStream(SCHEMAS)) {
            if (file == null) {
                throw new IllegalStateException(SCHEMAS + " is not on the class path");
            }
            return MAPPER.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
