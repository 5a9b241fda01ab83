package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes groups of journal entries into the tables, each in one transaction with its sums, its movements in the books
 * and the watermark; what stands at or below the watermark is left out, so that nothing is ever written twice. One
 * thread at a time.
 */
final class AppliedGroups implements Applier.Sink {
    private final Database database;
    private final int node;
    private final LimitWatch limits;

    /**
     * Groups of one node's journal.
     *
     * @param node 0 to 1,023
     * @param limits hear of each charge
     */
    AppliedGroups(Database database, int node, LimitWatch limits) {
        this.database = database;
        this.node = node;
        this.limits = limits;
    }

    @Override
    public long watermark() {
        return database.read(connection -> Watermark.of(connection, node));
    }

    @Override
    public void apply(List<Applier.Item> group) throws SQLException {
        database.write(connection -> {
            List<GenerationRecord> records = fresh(connection, group);
            if (!records.isEmpty()) {
                limits.settling(connection, records);
                GenerationTable.insert(connection, records);
                addSums(connection, records);
                LedgerTables.Movements movements = new LedgerTables.Movements();
                for (GenerationRecord record : records) {
                    movements.add(record.postings(), record.createdMillis());
                }
                LedgerTables.add(connection, movements);
            }
            return true;
        });
    }

    @Override
    public void refuse(Applier.Item item, String reason) throws SQLException {
        try {
            database.write(connection -> {
                for (GenerationRecord record : fresh(connection, List.of(item))) {
                    if (RefusedRecords.isBooked(connection, record)) {
                        RefusedRecords.keep(
                                connection,
                                node,
                                item,
                                reason + "; its charge was booked before",
                                RefusedRecords.Charge.NOT_BOOKED);
                        continue;
                    }
                    limits.settling(connection, List.of(record));
                    addSums(connection, List.of(record));
                    RefusedRecords.book(connection, node, item.sequence(), record, reason);
                    RefusedRecords.keep(
                            connection, node, item, reason, RefusedRecords.Charge.BOOKED);
                }
                return true;
            });
        } catch (SQLException | ArithmeticException | IllegalArgumentException e) {
            if (!Refusal.isForItsContent(e)) {
                throw e;
            }
            database.write(connection -> {
                if (!fresh(connection, List.of(item)).isEmpty()) {
                    RefusedRecords.keep(
                            connection,
                            node,
                            item,
                            reason + "; its charge: " + e.getMessage(),
                            RefusedRecords.Charge.NOT_BOOKED);
                }
                return true;
            });
        }
    }

    /** What is above the watermark, which is moved behind it. */
    private List<GenerationRecord> fresh(Connection connection, List<Applier.Item> group)
            throws SQLException {
        long before = Watermark.of(connection, node);
        List<GenerationRecord> records =
                group.stream()
                        .filter(item -> item.sequence() > before)
                        .map(Applier.Item::record)
                        .toList();
        if (!records.isEmpty()) {
            Watermark.move(connection, node, before, group.getLast().sequence());
        }
        return records;
    }

    private static void addSums(Connection connection, List<GenerationRecord> records)
            throws SQLException {
        Rollups.add(connection, records);
        Map<String, Money> spent = new HashMap<>();
        for (GenerationRecord record : records) {
            spent.merge(record.keyId(), record.cost(), Money::plus);
        }
        SpentTable.add(connection, spent);
    }
}
