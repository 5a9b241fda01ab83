package dev.junctor.server.api;

import dev.junctor.core.money.Posting;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A movement in the books as the API tells it, as JSON or as lines of CSV. */
final class MovementEntry {
    /** The names of the columns, with their line's end. */
    static final String CSV_HEAD =
            "id,created_at,kind,account,generation_id,ledger_account,amount_usd,note\n";

    private MovementEntry() {}

    static ObjectNode of(LedgerReader.Movement movement) {
        ObjectNode entry = Json.object();
        entry.put("id", movement.id());
        entry.put("created_at", Dates.iso(movement.atMillis()));
        entry.put("kind", kind(movement));
        entry.put("account", movement.account());
        entry.set("amount_usd", Json.usd(movement.amount()));
        entry.set("generation_id", Json.textOrNull(movement.generation()));
        entry.set("note", Json.textOrNull(movement.note()));
        ArrayNode entries = entry.putArray("entries");
        for (Posting.Entry one : movement.posting().entries()) {
            entries.addObject()
                    .put("ledger_account", one.account().name())
                    .set("amount_usd", Json.usd(one.amount()));
        }
        return entry;
    }

    /** A line for each entry. */
    static void csv(LedgerReader.Movement movement, StringBuilder text) {
        for (Posting.Entry one : movement.posting().entries()) {
            text.append(quoted(movement.id())).append(',');
            text.append(Dates.iso(movement.atMillis())).append(',');
            text.append(kind(movement)).append(',');
            text.append(quoted(movement.account())).append(',');
            text.append(quoted(movement.generation())).append(',');
            text.append(quoted(one.account().name())).append(',');
            text.append(one.amount().toUsd()).append(',');
            text.append(quoted(movement.note())).append('\n');
        }
    }

    private static String kind(LedgerReader.Movement movement) {
        return movement.posting().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}
