package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.budget.LiveBudgets;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The books: what stands in them, whether they balance, and what they are made of. */
final class LedgerRoutes {
    private static final Route.Parameter FROM =
            new Route.Parameter(
                    "from", "string", "A day in UTC, as 2026-11-24; since ever if left out.");
    private static final Route.Parameter TO =
            new Route.Parameter("to", "string", "A day in UTC, inclusive; today if left out.");

    /** The parameters of a statement, to describe them. */
    static final List<Route.Parameter> STATEMENT =
            List.of(
                    new Route.Parameter("account", "string", "Id of the account."),
                    FROM,
                    TO,
                    new Route.Parameter("limit", "integer", "1 to 1000, usually 100."),
                    new Route.Parameter(
                            "cursor",
                            "string",
                            "next_cursor of the part before; none for the first."));

    /** The parameters of an export, to describe them. */
    static final List<Route.Parameter> EXPORT =
            List.of(
                    FROM,
                    TO,
                    new Route.Parameter(
                            "format",
                            "string",
                            "jsonl or csv, an entry a line; jsonl if left out."));

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** Each reads for as long as its caller does, and the store has few who read at once. */
    private static final int MOST_EXPORTS = 2;

    private static final String ACCOUNT_SCOPE = "account:";

    private final ApiParts parts;
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    LedgerRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /ledger/trial-balance}. */
    ApiAnswer trialBalance(ApiRequest request, Visitor visitor) {
        List<Posting.Entry> balances = parts.ledger().trialBalance();
        ObjectNode data = Json.object();
        ArrayNode accounts = data.putArray("accounts");
        for (Posting.Entry one : balances) {
            accounts.addObject()
                    .put("ledger_account", one.account().name())
                    .set("balance_usd", Json.usd(one.amount()));
        }
        Money sum = balances.stream().map(Posting.Entry::amount).reduce(Money.ZERO, Money::plus);
        data.set("sum_usd", Json.usd(sum));
        data.put("balanced", sum.equals(Money.ZERO));
        return Json.data(data);
    }

    /** {@code GET /ledger/statement}. */
    ApiAnswer statement(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        if (!query.has("account")) {
            throw new Refused(Fault.invalid("account", "Name the account: ?account=default."));
        }
        String account = AccountRoutes.known(parts, query.text("account")).id();
        Span span = span(query);
        int limit = (int) query.number("limit", 1, MOST, USUAL);
        LedgerReader.Statement statement = part(account, span, query.text("cursor"), limit);
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        statement.lines().forEach(line -> data.add(MovementEntry.of(line, account)));
        answer.set("next_cursor", Json.textOrNull(statement.next()));
        return Json.answer(answer);
    }

    private LedgerReader.Statement part(String account, Span span, String cursor, int limit) {
        try {
            return parts.ledger().statement(account, span.from(), span.to(), cursor, limit);
        } catch (IllegalArgumentException notACursor) {
            throw new Refused(
                    Fault.invalid(
                            "cursor",
                            "cursor must be a next_cursor of this statement, or left out."));
        }
    }

    /** {@code GET /ledger/holds}. */
    ApiAnswer holds(ApiRequest request, Visitor visitor) {
        ArrayNode data = Json.array();
        for (LiveBudgets.Live live : parts.live().held()) {
            ObjectNode entry = data.addObject();
            entry.put("budget", live.id());
            entry.put("scope", live.id().startsWith(ACCOUNT_SCOPE) ? "account" : "key");
            entry.set("held_usd", Json.usd(live.held()));
        }
        return Json.data(data);
    }

    /** {@code GET /ledger/check}. */
    ApiAnswer check(ApiRequest request, Visitor visitor) {
        List<String> problems = parts.ledger().check();
        ObjectNode data = Json.object().put("balanced", problems.isEmpty());
        data.set("problems", Json.texts(problems));
        return Json.data(data);
    }

    /** {@code GET /ledger/export}. */
    ApiAnswer export(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        Span span = span(query);
        return switch (query.text("format")) {
            case "", "jsonl" ->
                    ApiAnswer.written(
                            "application/x-ndjson",
                            out -> write(span, out, "", MovementEntry::json));
            case "csv" ->
                    ApiAnswer.written(
                            "text/csv",
                            out -> write(span, out, MovementEntry.CSV_HEAD, MovementEntry::csv));
            case String other ->
                    throw new Refused(
                            Fault.invalid(
                                    "format",
                                    Spelling.value("format", other, List.of("jsonl", "csv"))));
        };
    }

    private void write(
            Span span,
            OutputStream out,
            String head,
            BiConsumer<LedgerReader.Side, StringBuilder> format)
            throws IOException {
        if (!exports.tryAcquire()) {
            throw new Refused(
                    Fault.gateway(
                            FaultKind.OVERLOADED,
                            "%d exports are being read. Ask again when one has ended."
                                    .formatted(MOST_EXPORTS)));
        }
        try {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            parts.ledger()
                    .export(
                            span.from(),
                            span.to(),
                            side -> {
                                line.setLength(0);
                                format.accept(side, line);
                                write(out, line.toString());
                            });
        } catch (UncheckedIOException gone) {
            throw new IOException(gone.getMessage(), gone);
        } finally {
            exports.release();
        }
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone.getMessage(), gone);
        }
    }

    /** {@code GET /ledger/explain/{generation}}. */
    ApiAnswer explain(ApiRequest request, Visitor visitor) {
        GenerationRecord record =
                parts.generations()
                        .find(request.parts().getOrDefault("generation", ""))
                        .orElseThrow(() ->
                                new Refused(
                                        Fault.caller(
                                                FaultKind.NOT_FOUND,
                                                "generation",
                                                "There is no generation with this id.")));
        return Json.data(Explanation.of(record, parts.priceBooks().current()));
    }

    /** Days in UTC, both inclusive. */
    private record Span(LocalDate from, LocalDate to) {}

    private Span span(QueryText query) {
        LocalDate today =
                LocalDate.ofInstant(
                        Instant.ofEpochMilli(parts.epochMillis().getAsLong()), ZoneOffset.UTC);
        LocalDate from = day(query, "from", LocalDate.EPOCH);
        LocalDate to = day(query, "to", today);
        if (to.isBefore(from)) {
            throw new Refused(Fault.invalid("to", "to must not be before from."));
        }
        return new Span(from, to);
    }

    private static LocalDate day(QueryText query, String name, LocalDate otherwise) {
        if (!query.has(name)) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(query.text(name));
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // told below
        }
        throw new Refused(Fault.invalid(name, name + " must be a day in UTC, as 2026-11-24."));
    }
}
