package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keys as the gateway tells them, for people. */
final class KeyTable {
    /** What lists every key. */
    static final String ALL = "/keys?include_disabled=true&include_expired=true";

    private static final int SHORT_ID = 12;
    private static final String WORKS = "works";

    private KeyTable() {}

    /** One line about a key. */
    static String describe(JsonNode key) {
        return key.path("name").asString("")
                + " · "
                + kind(key)
                + " · limit "
                + limit(key)
                + (reset(key).isEmpty() ? "" : " " + reset(key))
                + account(key)
                + " · expires "
                + expires(key)
                + " · id "
                + shortId(key);
    }

    /**
     * All keys, those that do not work dimmed.
     *
     * @param now what has ended by then has expired
     */
    static Table of(List<JsonNode> keys, Instant now) {
        Table table =
                new Table(
                        Table.Column.text("NAME"),
                        Table.Column.text("KIND"),
                        Table.Column.text("KEY"),
                        Table.Column.text("STATE"),
                        Table.Column.text("ACCOUNT"),
                        Table.Column.amount("SPENT"),
                        Table.Column.amount("LIMIT"),
                        Table.Column.text("RESET"),
                        Table.Column.amount("LEFT"),
                        Table.Column.text("EXPIRES"),
                        Table.Column.text("ID"));
        for (JsonNode key : keys) {
            String state = state(key, now);
            table.row(
                    state.equals(WORKS) ? Printer.Style.PLAIN : Printer.Style.DIM,
                    key.path("name").asString(""),
                    kind(key),
                    key.path("label").asString(""),
                    state,
                    key.path("account").asString(""),
                    usd(key.path("usage")),
                    limit(key),
                    reset(key),
                    key.path("limit_remaining").isNumber() ? usd(key.path("limit_remaining")) : "",
                    expires(key),
                    shortId(key));
        }
        return table;
    }

    private static String state(JsonNode key, Instant now) {
        if (key.path("disabled").asBoolean(false)) {
            return "disabled";
        }
        String end = key.path("expires_at").asString("");
        return !end.isEmpty() && OffsetDateTime.parse(end).toInstant().isBefore(now)
                ? "expired"
                : WORKS;
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

    /** How often the limit begins anew; empty for never. */
    private static String reset(JsonNode key) {
        return key.path("limit_reset").asString("");
    }

    private static String account(JsonNode key) {
        String account = key.path("account").asString("");
        return account.isEmpty() ? "" : " · account " + account;
    }

    private static String expires(JsonNode key) {
        String when = key.path("expires_at").asString("");
        return when.isEmpty()
                ? "never"
                : OffsetDateTime.parse(when).toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String usd(JsonNode amount) {
        return "$" + Figures.usd(amount.asDecimal(BigDecimal.ZERO));
    }
}
