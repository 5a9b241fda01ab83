package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keys as the gateway tells them, for people. */
final class KeyTable {
    private static final int SHORT_ID = 12;

    private KeyTable() {}

    /** One line about a key. */
    static String describe(JsonNode key) {
        return key.path("name").asString("")
                + " · "
                + kind(key)
                + " · limit "
                + limit(key)
                + " · expires "
                + expires(key)
                + " · id "
                + shortId(key);
    }

    static Table of(List<JsonNode> keys) {
        Table table =
                new Table(
                        Table.Column.text("NAME"),
                        Table.Column.text("KIND"),
                        Table.Column.text("KEY"),
                        Table.Column.text("STATE"),
                        Table.Column.number("SPENT"),
                        Table.Column.number("LIMIT"),
                        Table.Column.text("EXPIRES"),
                        Table.Column.text("ID"));
        for (JsonNode key : keys) {
            boolean disabled = key.path("disabled").asBoolean(false);
            table.row(
                    disabled ? Printer.Style.DIM : Printer.Style.PLAIN,
                    key.path("name").asString(""),
                    kind(key),
                    key.path("label").asString(""),
                    disabled ? "revoked" : "works",
                    usd(key.path("usage")),
                    limit(key),
                    expires(key),
                    shortId(key));
        }
        return table;
    }

    /** Enough of the id to name the key. */
    static String shortId(JsonNode key) {
        String id = key.path("hash").asString("");
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    private static String kind(JsonNode key) {
        return key.path("kind").asString("inference");
    }

    private static String limit(JsonNode key) {
        return key.path("limit").isNumber() ? usd(key.path("limit")) : "none";
    }

    private static String expires(JsonNode key) {
        String when = key.path("expires_at").asString("");
        return when.isEmpty() ? "never" : when;
    }

    private static String usd(JsonNode amount) {
        return "$" + Figures.usd(amount.asDecimal(BigDecimal.ZERO));
    }
}
