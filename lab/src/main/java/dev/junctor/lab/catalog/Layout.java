package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON for people and diffs: what fits stays on one line, what does not is filled line by line, and of a file's
 * top each key has a line of its own.
 */
final class Layout {
    private static final int WIDTH = 110;

    private Layout() {}

    /** A whole file. */
    static String file(JsonNode root) {
        StringBuilder out = new StringBuilder("{\n");
        String comma = "";
        for (var entry : root.properties()) {
            out.append(comma).append("  ").append(key(entry.getKey()));
            if (isRows(entry.getValue())) {
                rows(out, entry.getValue());
            } else {
                value(out, entry.getValue(), 2, 2 + key(entry.getKey()).length());
            }
            comma = ",\n";
        }
        return out.append("\n}\n").toString();
    }

    private static boolean isRows(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }

    private static void rows(StringBuilder out, JsonNode rows) {
        out.append("[\n");
        String comma = "";
        for (JsonNode row : rows) {
            out.append(comma).append("    ");
            value(out, row, 4, 4);
            comma = ",\n";
        }
        out.append("\n  ]");
    }

    /** A value that starts in a column, of a line with an indent. */
    private static void value(StringBuilder out, JsonNode node, int indent, int column) {
        String inline = inline(node);
        if (!node.isContainer() || column + inline.length() < WIDTH) {
            out.append(inline);
            return;
        }
        out.append(node.isObject() ? '{' : '[');
        fill(out, parts(node), indent + 2, column + 1);
        out.append(node.isObject() ? '}' : ']');
    }

    private static void fill(StringBuilder out, List<Part> parts, int indent, int from) {
        int column = from;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int length = part.key().length() + inline(part.value()).length() + 1;
            if (i > 0 && (column + 1 + length > WIDTH || part.key().equals("\"price\": "))) {
                out.append('\n').append(" ".repeat(indent));
                column = indent;
            } else if (i > 0) {
                out.append(' ');
                column++;
            }
            out.append(part.key());
            int start = out.length();
            value(out, part.value(), indent, column + part.key().length());
            int lastBreak = out.lastIndexOf("\n");
            column = lastBreak >= start ? out.length() - lastBreak - 1 : column + length - 1;
            if (i < parts.size() - 1) {
                out.append(',');
                column++;
            }
        }
    }

    private record Part(String key, JsonNode value) {}

    private static List<Part> parts(JsonNode node) {
        List<Part> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> parts.add(new Part(key(entry.getKey()), entry.getValue())));
        } else {
            node.forEach(value -> parts.add(new Part("", value)));
        }
        return parts;
    }

    private static String key(String name) {
        return "\"" + name + "\": ";
    }

    private static String inline(JsonNode node) {
        if (node.isContainer()) {
            List<String> items = new ArrayList<>();
            parts(node).forEach(part -> items.add(part.key() + inline(part.value())));
            String joined = String.join(", ", items);
            return node.isObject() ? "{" + joined + "}" : "[" + joined + "]";
        }
        return node.isNumber() ? node.decimalValue().toPlainString() : node.toString();
    }
}
