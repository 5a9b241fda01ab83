package dev.junctor.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in aligned columns; the last column is wrapped where the screen ends. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST_LAST_COLUMN = 24;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Printer.Style> styles = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /**
     * A column.
     *
     * @param side where its cells are flush: text on the left, numbers on the right, amounts at their points
     */
    record Column(String title, Side side) {
        static Column text(String title) {
            return new Column(title, Side.LEFT);
        }

        static Column number(String title) {
            return new Column(title, Side.RIGHT);
        }

        static Column amount(String title) {
            return new Column(title, Side.POINT);
        }
    }

    /** Where cells are flush. */
    enum Side {
        LEFT,
        RIGHT,
        POINT
    }

    /** One more row: a cell for each column. */
    void row(String... cells) {
        row(Printer.Style.PLAIN, cells);
    }

    /** One more row, in a style. */
    void row(Printer.Style style, String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        styles.add(style);
    }

    /** Title and rows, each at most {@code width} columns wide where that is possible. */
    List<String> lines(Printer printer, int width) {
        List<List<String>> cells = pointed();
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(columns.get(c).title());
            for (List<String> row : cells) {
                for (String line : row.get(c).lines().toList()) {
                    widths[c] = Math.max(widths[c], length(line));
                }
            }
        }
        int last = widths.length - 1;
        int before = 0;
        for (int c = 0; c < last; c++) {
            before += widths[c] + GAP.length();
        }
        widths[last] = Math.min(widths[last], Math.max(NARROWEST_LAST_COLUMN, width - before));

        List<String> lines = new ArrayList<>();
        lay(columns.stream().map(Column::title).toList(), widths)
                .forEach(line -> lines.add(printer.paint(Printer.Style.BOLD, line)));
        for (int r = 0; r < cells.size(); r++) {
            Printer.Style style = styles.get(r);
            lay(cells.get(r), widths).forEach(line -> lines.add(printer.paint(style, line)));
        }
        return lines;
    }

    /** The rows, with blanks behind amounts that have fewer decimals than others of their column. */
    private List<List<String>> pointed() {
        int[] decimals = new int[columns.size()];
        for (List<String> row : rows) {
            for (int c = 0; c < decimals.length; c++) {
                decimals[c] = Math.max(decimals[c], decimals(row.get(c)));
            }
        }
        List<List<String>> pointed = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row);
            for (int c = 0; c < decimals.length; c++) {
                int own = decimals(row.get(c));
                if (columns.get(c).side() == Side.POINT && own > 0) {
                    cells.set(c, row.get(c) + " ".repeat(decimals[c] - own));
                }
            }
            pointed.add(cells);
        }
        return pointed;
    }

    private static int decimals(String amount) {
        int point = amount.lastIndexOf('.');
        return point < 0 ? 0 : amount.length() - point - 1;
    }

    private List<String> lay(List<String> cells, int[] widths) {
        int last = widths.length - 1;
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < last; c++) {
            line.append(pad(cells.get(c), widths[c], columns.get(c).side())).append(GAP);
        }
        String indent = " ".repeat(line.length());
        List<String> lines = new ArrayList<>();
        for (String piece : wrap(cells.get(last), widths[last])) {
            String start = lines.isEmpty() ? line.toString() : indent;
            lines.add((start + pad(piece, widths[last], columns.get(last).side())).stripTrailing());
        }
        return lines;
    }

    private static String pad(String text, int width, Side side) {
        String blank = " ".repeat(Math.max(0, width - length(text)));
        return side == Side.LEFT ? text + blank : blank + text;
    }

    /** The lines of a text in pieces of at most {@code width} characters, broken between words where it can be. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, width, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        String rest = line;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
