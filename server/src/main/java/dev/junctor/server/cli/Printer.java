package dev.junctor.server.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Prints results, with colours where they can be seen. */
final class Printer {
    private final Environment environment;
    private final Console console;

    Printer(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    /** How a piece of text stands out. */
    enum Style {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        WARNING("33"),
        BAD("31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** A result for people, without an end of line, seen at once. */
    void part(String text) {
        console.out().print(text);
        console.out().flush();
    }

    /** A line of the result. */
    void line(String text) {
        console.out().println(text);
    }

    /** A line beside the result: a summary, a hint. */
    void aside(String text) {
        console.err().println(paint(Style.DIM, text));
    }

    /** A part of a line beside the result, seen at once. */
    void asidePart(String text) {
        console.err().print(paint(Style.DIM, text));
        console.err().flush();
    }

    /** One JSON value as the result. */
    void json(JsonNode value) {
        console.out().println(Json.indented(value));
    }

    /** A JSON array as the result. */
    void json(List<? extends JsonNode> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        json(array);
    }

    /** A table as the result. */
    void table(Table table) {
        List<String> lines = table.lines(this, lineWidth());
        lines.forEach(console.out()::println);
    }

    /** Columns that a line may have. */
    int lineWidth() {
        return environment.screen() == Environment.Screen.TERMINAL
                ? environment.width()
                : Integer.MAX_VALUE;
    }

    /** Text in a style, when colours can be seen. */
    String paint(Style style, String text) {
        return style == Style.PLAIN || text.isEmpty() || !environment.allowsColour()
                ? text
                : "\033[" + style.code + "m" + text + "\033[0m";
    }
}
