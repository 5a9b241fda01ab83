package dev.junctor.server.api;

import dev.junctor.core.money.Posting;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Movements in the books as the API tells them, as JSON or as lines of CSV. */
final class MovementEntry {
    /** The names of the columns, with their line's end. */
    static final String CSV_HEAD =
            "id,created_at,kind,account,generation_id,ledger_account,amount_usd,note\n";

    private MovementEntry() {}

    /**
     * A posting that was made.
     *
     * @param generation public id of the request that it belongs to; empty for none
     */
    static ObjectNode of(LedgerWriter.Made made, String generation) {
        ObjectNode entry = Json.object();
        entry.put("id", made.id());
        entry.put("created_at", Dates.iso(made.atMillis()));
        entry.put("kind", kind(made.kind()));
        entry.put("account", made.account());
        entry.set("amount_usd", Json.usd(made.amount()));
        entry.set("generation_id", Json.textOrNull(generation));
        entry.set("note", Json.textOrNull(made.note()));
        return entry;
    }

    /** A line of a statement. */
    static ObjectNode of(LedgerReader.Line line, String account) {
        ObjectNode entry = Json.object();
        entry.put("id", line.id());
        entry.put("created_at", Dates.iso(line.atMillis()));
        entry.put("kind", kind(line.kind()));
        entry.put("account", account);
        entry.set("amount_usd", Json.usd(line.amount()));
        entry.set("balance_usd", Json.usd(line.balance()));
        entry.set("generation_id", Json.textOrNull(line.generation()));
        entry.set("note", Json.textOrNull(line.note()));
        return entry;
    }

    /** One side of a posting, on a line of JSON. */
    static void json(LedgerReader.Side side, StringBuilder text) {
        ObjectNode entry = Json.object();
        entry.put("id", side.id());
        entry.put("created_at", Dates.iso(side.atMillis()));
        entry.put("kind", kind(side.kind()));
        entry.put("account", side.account());
        entry.set("generation_id", Json.textOrNull(side.generation()));
        entry.put("ledger_account", side.ledgerAccount().name());
        entry.set("amount_usd", Json.usd(side.amount()));
        entry.set("note", Json.textOrNull(side.note()));
        text.append(Json.text(entry)).append('\n');
    }

    /** One side of a posting, on a line of CSV. */
    static void csv(LedgerReader.Side side, StringBuilder text) {
        text.append(quoted(side.id())).append(',');
        text.append(Dates.iso(side.atMillis())).append(',');
        text.append(kind(side.kind())).append(',');
        text.append(quoted(side.account())).append(',');
        text.append(quoted(side.generation())).append(',');
        text.append(quoted(side.ledgerAccount().name())).append(',');
        text.append(side.amount().toUsd()).append(',');
        text.append(quoted(side.note())).append('\n');
    }

    private static String kind(Posting.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}
