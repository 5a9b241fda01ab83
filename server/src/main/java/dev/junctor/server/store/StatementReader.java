package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Markup;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads an account's statement: its charges, which are records, and its other postings, merged. */
final class StatementReader {
    /** A record stands above a posting of the same moment and id. */
    private static final int CHARGE = 1;

    private static final int POSTING = 0;

    private static final Comparator<Found> NEWEST_FIRST =
            Comparator.comparingLong((Found found) -> found.movement().timeMillis())
                    .thenComparingLong(found -> found.movement().id())
                    .thenComparingInt(Found::source)
                    .reversed();

    /** A movement and the table it is from. */
    private record Found(int source, Movement movement) {}

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
    private final String account;
    private final String credit;

    StatementReader(Connection connection, PublicIds publicIds, String account) {
        this.connection = connection;
        this.publicIds = publicIds;
        this.account = account;
        this.credit = LedgerAccount.credit(account).name();
    }

    /**
     * A page.
     *
     * @param toMillis exclusive
     * @param cursor of the page before; empty for the first one
     */
    AccountStatement read(long fromMillis, long toMillis, int limit, String cursor)
            throws SQLException {
        Position start =
                cursor.isEmpty()
                        ? new Position(toMillis, Long.MIN_VALUE, POSTING, balanceAt(toMillis))
                        : Position.read(cursor);
        List<Found> found = new ArrayList<>(charges(fromMillis, start, limit));
        found.addAll(postings(fromMillis, start, limit));
        found.sort(NEWEST_FIRST);
        List<AccountStatement.Line> lines = new ArrayList<>();
        long balance = start.balanceNanos();
        String next = "";
        for (Found one : found.subList(0, Math.min(limit, found.size()))) {
            Movement movement = one.movement();
            lines.add(new AccountStatement.Line(movement, new Money(balance)));
            balance -= movement.amount().nanoDollars();
            next = new Position(movement.timeMillis(), movement.id(), one.source(), balance).text();
        }
        return new AccountStatement(lines, found.size() > limit ? next : "");
    }

    /** Whole days before and on that day, less what moved on that day from then on. */
    private long balanceAt(long millis) throws SQLException {
        long day = Math.floorDiv(millis, Rollups.DAY_MILLIS);
        long end = (day + 1) * Rollups.DAY_MILLIS;
        long days =
                sum(
                        "SELECT coalesce(sum(nanos), 0) FROM ledger_day"
                                + " WHERE ledger_account = ? AND day >= ? AND day <= ?",
                        credit,
                        Long.MIN_VALUE,
                        day);
        long charged =
                sum(
                        "SELECT coalesce(sum(cost_nanos), 0) FROM generation WHERE account = ?"
                                + " AND cost_nanos <> 0 AND created_ms >= ? AND created_ms < ?",
                        account,
                        millis,
                        end);
        long posted =
                sum(
                        "SELECT coalesce(sum(e.nanos), 0) FROM posting_entry e"
                                + " JOIN posting p ON p.id = e.posting_id"
                                + " WHERE e.ledger_account = ?"
                                + " AND p.created_ms >= ? AND p.created_ms < ?",
                        credit,
                        millis,
                        end);
        return days + charged - posted;
    }

    private long sum(String query, String name, long from, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            statement.setLong(2, from);
            statement.setLong(3, to);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<Found> charges(long from, Position start, int limit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT id, created_ms, endpoint, cost_nanos, provider_nanos, margin_nanos,"
                                + " fee_nanos, discount_nanos, rounding_nanos FROM generation"
                                + " WHERE account = ? AND cost_nanos <> 0 AND created_ms >= ?"
                                + " AND (created_ms, id) < (?, ?)"
                                + " ORDER BY created_ms DESC, id DESC LIMIT ?")) {
            bind(statement, account, from, start, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new Found(CHARGE, charge(row)));
                }
                return found;
            }
        }
    }

    private Movement charge(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Invoice invoice =
                new Invoice(
                        Bill.NOTHING,
                        Markup.NONE,
                        money(row, "provider_nanos"),
                        money(row, "margin_nanos"),
                        money(row, "fee_nanos"),
                        money(row, "discount_nanos"),
                        money(row, "rounding_nanos"),
                        money(row, "cost_nanos"));
        String endpoint = row.getString("endpoint");
        int colon = endpoint.indexOf(':');
        String provider = colon < 0 ? endpoint : endpoint.substring(0, colon);
        Posting posting = Posting.charge(invoice, account, provider).getFirst();
        return new Movement(id, row.getLong("created_ms"), account, posting, publicIds.of(id), "");
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column));
    }

    private List<Found> postings(long from, Position start, int limit) throws SQLException {
        String below = start.source() == CHARGE ? "<=" : "<"; // the record of this id was before it
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT p.id, p.created_ms, p.kind, p.generation_id, p.account, p.note"
                                + " FROM posting p WHERE p.created_ms >= ?"
                                + " AND (p.created_ms, p.id) "
                                + below
                                + " (?, ?) AND EXISTS (SELECT 1 FROM posting_entry e"
                                + " WHERE e.posting_id = p.id AND e.ledger_account = ?)"
                                + " ORDER BY p.created_ms DESC, p.id DESC LIMIT ?")) {
            statement.setLong(1, from);
            statement.setLong(2, start.timeMillis());
            statement.setLong(3, start.id());
            statement.setString(4, credit);
            statement.setInt(5, limit + 1);
            try (ResultSet row = statement.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (row.next()) {
                    found.add(
                            new Found(POSTING, PostingTable.movement(connection, row, publicIds)));
                }
                return found;
            }
        }
    }

    /** One more row than the limit tells whether there is another page. */
    private static void bind(
            PreparedStatement statement, String name, long from, Position start, int limit)
            throws SQLException {
        statement.setString(1, name);
        statement.setLong(2, from);
        statement.setLong(3, start.timeMillis());
        statement.setLong(4, start.id());
        statement.setInt(5, limit + 1);
    }
}
