package dev.junctor.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes with their lines, and puts in environment variables. */
final class YamlReader {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final YAMLParser parser;
    private final Function<String, Optional<String>> environment;

    private YamlReader(YAMLParser parser, Function<String, Optional<String>> environment) {
        this.parser = parser;
        this.environment = environment;
    }

    /** The one document of a file; empty when it is no YAML, which is noted. An empty file is an empty object. */
    static Optional<Node> read(
            String yaml, Function<String, Optional<String>> environment, Place top) {
        if (Variables.isAmbiguous(yaml)) {
            top.problem(0, "has characters U+E000 to U+E002, which have no meaning: take them out");
            return Optional.empty();
        }
        try (YAMLParser parser =
                (YAMLParser) YAML.createParser(ObjectReadContext.empty(), Variables.mark(yaml))) {
            YamlReader reader = new YamlReader(parser, environment);
            JsonToken first = parser.nextToken();
            Node node = first == null ? new Node.Fields(0, Map.of()) : reader.value(first, top);
            if (first != null && parser.nextToken() != null) {
                top.problem(reader.line(), "has a second document (---): one file is one document");
            }
            return Optional.of(node);
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            top.problem(
                    location == null ? 0 : location.getLineNr(), "is not YAML: " + complaint(e));
            return Optional.empty();
        }
    }

    /** The parser's words without the lines that it repeats from the file: they may have a key in them. */
    private static String complaint(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining(", "));
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Node value(JsonToken token, Place place) {
        int line = line();
        if (parser.isCurrentAlias()) {
            place.problem(line, "is an alias (*name): write the value itself, or quote the text");
            return new Node.Lost(line);
        }
        return switch (token) {
            case START_OBJECT -> fields(line, place);
            case START_ARRAY -> items(line, place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Node.Scalar(line, Node.Type.NUMBER, parser.getString());
            case VALUE_TRUE, VALUE_FALSE ->
                    new Node.Scalar(line, Node.Type.FLAG, parser.getString());
            case VALUE_STRING -> text(line, parser.getString(), place);
            default -> new Node.Nothing(line);
        };
    }

    private Node fields(int line, Place place) {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            Node value = value(parser.nextToken(), place.at(key));
            if (Variables.isIn(key) || Variables.isBroken(key)) {
                place.problem(keyLine, "has a variable in a key: they stand in values only");
            } else if (fields.put(key, value) != null) {
                place.at(key).problem(keyLine, "is there twice: leave one");
            }
        }
        return new Node.Fields(line, fields);
    }

    private Node items(int line, Place place) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(token, place.at(items.size())));
        }
        return new Node.Items(line, items);
    }

    private Node text(int line, String marked, Place place) {
        if (Variables.isBroken(marked)) {
            place.problem(
                    line,
                    "has a ${ that begins no variable: ${NAME} has letters, digits and underscores;"
                            + " write $${ for ${ itself");
        }
        Variables.Filled filled = Variables.fill(marked, environment);
        filled.missing()
                .forEach(name ->
                        place.problem(
                                line,
                                "the environment variable "
                                        + name
                                        + " is not set: set it, or take this out"));
        if (!filled.missing().isEmpty()) {
            return new Node.Lost(line);
        }
        Node.Type type = Variables.isIn(marked) ? Node.Type.VARIABLE : Node.Type.TEXT;
        return new Node.Scalar(line, type, filled.text());
    }
}
