package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads an account's statement: its charges, which are records, and its other postings, merged. */
final class StatementReader {
    /** A record comes before a posting of the same moment and id. */
    private static final int CHARGE = 1;

    private static final int POSTING = 0;

    private static final Comparator<Movement> NEWEST_FIRST =
            Comparator.comparingLong(Movement::timeMillis)
                    .thenComparingLong(Movement::id)
                    .thenComparingInt(Movement::source)
                    .reversed();

    /** A line without its balance. */
    private record Movement(
            long id,
            long timeMillis,
            int source,
            Posting.Kind kind,
            long nanos,
            long generationId,
            String note) {}

    /** Behind which movement a page begins, and what stood in the account just before that one. */
    private record Position(long timeMillis, long id, int source, long balanceNanos) {
        String text() {
            return timeMillis + "." + id + "." + source + "." + balanceNanos;
        }

        static Position read(String text) {
            String[] parts = text.split("\\.", -1);
            try {
                if (parts.length == 4) {
                    return new Position(
                            Long.parseLong(parts[0]),
                            Long.parseLong(parts[1]),
                            Integer.parseInt(parts[2]),
                            Long.parseLong(parts[3]));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a cursor of a statement", e);
            }
            throw new IllegalArgumentException("not a cursor of a statement");
        }
    }

    private final Connection connection;
    private final PublicIds publicIds;

    StatementReader(Connection connection, PublicIds publicIds) {
        this.connection = connection;
        this.publicIds = publicIds;
    }

    /**
     * A page.
     *
     * @param to inclusive
     * @param cursor of the page before; empty for the first one
     */
    AccountStatement read(String account, LocalDate from, LocalDate to, int limit, String cursor)
            throws SQLException {
        Position start =
                cursor.isEmpty()
                        ? new Position(
                                millis(to.plusDays(1)),
                                Long.MIN_VALUE,
                                POSTING,
                                balanceAtEndOf(account, to))
                        : Position.read(cursor);
        List<Movement> movements = new ArrayList<>(charges(account, millis(from), start, limit));
        movements.addAll(postings(account, millis(from), start, limit));
        movements.sort(NEWEST_FIRST);
        List<AccountStatement.Line> lines = new ArrayList<>();
        long balance = start.balanceNanos();
        String next = "";
        for (Movement one : movements.subList(0, Math.min(limit, movements.size()))) {
            lines.add(line(one, balance));
            balance -= one.nanos();
            next = new Position(one.timeMillis(), one.id(), one.source(), balance).text();
        }
        return new AccountStatement(lines, movements.size() > limit ? next : "");
    }

    private AccountStatement.Line line(Movement one, long balance) {
        return new AccountStatement.Line(
                one.id(),
                one.timeMillis(),
                one.kind(),
                new Money(one.nanos()),
                new Money(balance),
                one.generationId() == 0 ? "" : publicIds.of(one.generationId()),
                one.note());
    }

    private static long millis(LocalDate day) {
        return Math.multiplyExact(day.toEpochDay(), Rollups.DAY_MILLIS);
    }

    private long balanceAtEndOf(String account, LocalDate day) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT coalesce(sum(nanos), 0) FROM ledger_day"
                                + " WHERE ledger_account = ? AND day <= ?")) {
            statement.setString(1, LedgerAccount.credit(account).name());
            statement.setLong(2, day.toEpochDay());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<Movement> charges(String account, long from, Position start, int limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT id, created_ms, cost_nanos, model FROM generation"
                                + " WHERE account = ? AND cost_nanos <> 0 AND created_ms >= ?"
                                + " AND (created_ms, id) < (?, ?)"
                                + " ORDER BY created_ms DESC, id DESC LIMIT ?")) {
            bind(statement, account, from, start, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<Movement> found = new ArrayList<>();
                while (row.next()) {
                    found.add(
                            new Movement(
                                    row.getLong(1),
                                    row.getLong(2),
                                    CHARGE,
                                    Posting.Kind.CHARGE,
                                    -row.getLong(3),
                                    row.getLong(1),
                                    row.getString(4)));
                }
                return found;
            }
        }
    }

    private List<Movement> postings(String account, long from, Position start, int limit)
            throws SQLException {
        String below = start.source() == CHARGE ? "<=" : "<"; // the record of this id was before it
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT p.id, p.created_ms, p.kind, p.generation_id, p.note, e.nanos"
                                + " FROM posting_entry e JOIN posting p ON p.id = e.posting_id"
                                + " WHERE e.ledger_account = ? AND p.created_ms >= ?"
                                + " AND (p.created_ms, p.id) "
                                + below
                                + " (?, ?) ORDER BY p.created_ms DESC, p.id DESC LIMIT ?")) {
            bind(statement, LedgerAccount.credit(account).name(), from, start, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<Movement> found = new ArrayList<>();
                while (row.next()) {
                    found.add(
                            new Movement(
                                    row.getLong(1),
                                    row.getLong(2),
                                    POSTING,
                                    Posting.Kind.valueOf(row.getString(3)),
                                    row.getLong(6),
                                    row.getLong(4),
                                    row.getString(5)));
                }
                return found;
            }
        }
    }

    /** One more row than the limit tells whether there is another page. */
    private static void bind(
            PreparedStatement statement, String account, long from, Position start, int limit)
            throws SQLException {
        statement.setString(1, account);
        statement.setLong(2, from);
        statement.setLong(3, start.timeMillis());
        statement.setLong(4, start.id());
        statement.setInt(5, limit + 1);
    }
}
