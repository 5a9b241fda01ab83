package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How postings lie in the tables {@code posting} and {@code posting_entry}. */
final class PostingTable {
    private PostingTable() {}

    /**
     * What is kept of a posting beside its entries.
     *
     * @param requestHash in hex
     */
    record Row(
            long id,
            Posting.Kind kind,
            long createdMillis,
            String account,
            String idempotencyKey,
            String requestHash,
            long generationId,
            String note) {}

    /**
     * What is there with an account's idempotency key.
     *
     * @param requestHash in hex
     */
    record Earlier(RecordedPosting posting, String requestHash) {}

    /** Whether a row was written. */
    enum Written {
        YES,
        /** One with the same id or idempotency key is there. */
        THERE_IS_ONE
    }

    /** Writes a posting, its entries and what it moves; nothing where its id or idempotency key is taken. */
    static Written insert(Connection connection, Row row, List<Posting.Entry> entries)
            throws SQLException {
        Posting posting = new Posting(row.kind(), entries);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO posting (id, kind, created_ms, account, idempotency_key,"
                                + " request_hash, generation_id, note)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            statement.setLong(1, row.id());
            statement.setString(2, row.kind().name());
            statement.setLong(3, row.createdMillis());
            statement.setString(4, row.account());
            statement.setString(5, row.idempotencyKey());
            statement.setBytes(6, HexFormat.of().parseHex(row.requestHash()));
            statement.setLong(7, row.generationId());
            statement.setString(8, row.note());
            if (statement.executeUpdate() == 0) {
                return Written.THERE_IS_ONE;
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO posting_entry (posting_id, line, ledger_account, nanos)"
                                + " VALUES (?, ?, ?, ?)")) {
            int line = 0;
            for (Posting.Entry entry : entries) {
                statement.setLong(1, row.id());
                statement.setInt(2, line++);
                statement.setString(3, entry.account().name());
                statement.setLong(4, entry.amount().nanoDollars());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        LedgerTables.Movements movements = new LedgerTables.Movements();
        movements.add(posting, row.createdMillis());
        LedgerTables.add(connection, movements);
        return Written.YES;
    }

    /** The posting with an account's idempotency key. */
    static Optional<Earlier> find(Connection connection, String account, String idempotencyKey)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT p.id, p.kind, p.created_ms, p.generation_id, p.note,"
                                + " p.request_hash, e.nanos"
                                + " FROM posting p JOIN posting_entry e ON e.posting_id = p.id"
                                + " AND e.ledger_account = ?"
                                + " WHERE p.account = ? AND p.idempotency_key = ?"
                                + " AND p.idempotency_key <> ''")) {
            statement.setString(1, LedgerAccount.credit(account).name());
            statement.setString(2, account);
            statement.setString(3, idempotencyKey);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Earlier(
                                new RecordedPosting(
                                        row.getLong("id"),
                                        Posting.Kind.valueOf(row.getString("kind")),
                                        row.getLong("created_ms"),
                                        account,
                                        new Money(row.getLong("nanos")),
                                        row.getLong("generation_id"),
                                        row.getString("note")),
                                HexFormat.of().formatHex(row.getBytes("request_hash"))));
            }
        }
    }

    /** A posting whole, from a row of {@code posting}. */
    static Movement movement(Connection connection, ResultSet row, PublicIds publicIds)
            throws SQLException {
        List<Posting.Entry> entries = entries(connection, row.getLong("id"));
        long generation = row.getLong("generation_id");
        return new Movement(
                row.getLong("id"),
                row.getLong("created_ms"),
                row.getString("account"),
                new Posting(Posting.Kind.valueOf(row.getString("kind")), entries),
                generation == 0 ? "" : publicIds.of(generation),
                row.getString("note"));
    }

    /** The entries of a posting in their order; none where there is no such posting. */
    static List<Posting.Entry> entries(Connection connection, long id) throws SQLException {
        List<Posting.Entry> entries = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT ledger_account, nanos FROM posting_entry WHERE posting_id = ?"
                                + " ORDER BY line")) {
            statement.setLong(1, id);
            try (ResultSet entry = statement.executeQuery()) {
                while (entry.next()) {
                    entries.add(
                            new Posting.Entry(
                                    new LedgerAccount(entry.getString(1)),
                                    new Money(entry.getLong(2))));
                }
            }
        }
        return entries;
    }
}
