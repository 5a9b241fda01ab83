package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.Attempt;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attempts of a record as one text, since they are only ever read together: a line each, fields parted by tabs. A
 * cost that the host bears has a dollar sign before its nano-dollars, so that rows with one are found; where there is
 * none, none is written. Texts of the first version are JSON.
 */
final class AttemptsText {
    /** Stands in every text that has a cost. */
    static final String COST = "\t$";

    private static final int FIELDS = 7;
    private static final JsonMapper JSON = new JsonMapper();

    private AttemptsText() {}

    /** All attempts, in their order. */
    static String write(List<Attempt> attempts) {
        StringBuilder text = new StringBuilder(96 * attempts.size());
        for (Attempt attempt : attempts) {
            field(text, attempt.endpoint()).append('\t');
            field(text, attempt.provider()).append('\t');
            field(text, attempt.model()).append('\t');
            text.append(attempt.status()).append('\t');
            field(text, attempt.fault());
            if (attempt.cost().nanoDollars() == 0) {
                text.append('\t');
            } else {
                text.append(COST).append(attempt.cost().nanoDollars());
            }
            text.append('\t').append(attempt.latencyMillis()).append('\n');
        }
        return text.toString();
    }

    private static StringBuilder field(StringBuilder text, String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        return text;
    }

    /** What {@link #write} or the first version wrote. */
    static List<Attempt> read(String text) {
        if (text.startsWith("[")) {
            return readJson(text);
        }
        List<Attempt> attempts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            String[] fields = text.substring(from, end).split("\t", FIELDS);
            attempts.add(
                    new Attempt(
                            plain(fields[0]),
                            plain(fields[1]),
                            plain(fields[2]),
                            Integer.parseInt(fields[3]),
                            plain(fields[4]),
                            fields[5].isEmpty()
                                    ? Money.ZERO
                                    : new Money(Long.parseLong(fields[5].substring(1))),
                            Long.parseLong(fields[6])));
            from = end + 1;
        }
        return attempts;
    }

    private static String plain(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                char escaped = field.charAt(++i);
                c = escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped;
            }
            text.append(c);
        }
        return text.toString();
    }

    private static List<Attempt> readJson(String text) {
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode node : JSON.readTree(text)) {
            attempts.add(
                    new Attempt(
                            node.path("endpoint").asString(""),
                            node.path("provider").asString(""),
                            node.path("model").asString(""),
                            node.path("status").asInt(0),
                            node.path("fault").asString(""),
                            new Money(node.path("cost_nanos").asLong(0)),
                            node.path("latency_ms").asLong(0)));
        }
        return attempts;
    }
}
