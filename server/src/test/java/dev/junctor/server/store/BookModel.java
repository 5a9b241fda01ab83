package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables must hold, recomputed from the list of events, and what they do hold. */
final class BookModel {
    private static final long DAY = 86_400_000;

    private BookModel() {}

    /** Names and numbers of every sum, zeros left out. */
    static Map<String, Long> expected(
            List<GenerationRecord> records, List<RecordedPosting> postings) {
        Map<String, Long> sums = new HashMap<>();
        for (GenerationRecord record : records) {
            sums.merge("records", 1L, Long::sum);
            long day = record.createdMillis() / DAY;
            record.postings().forEach(posting -> move(sums, posting, day));
            long cost = record.cost().nanoDollars();
            sums.merge("spent " + record.keyId(), cost, Long::sum);
            sums.merge("key day " + record.keyId() + " " + day, cost, Long::sum);
            sums.merge("endpoint " + record.endpoint() + " " + day, cost, Long::sum);
        }
        for (RecordedPosting posting : postings) {
            sums.merge("postings", 1L, Long::sum);
            move(sums, whole(posting), posting.createdMillis() / DAY);
        }
        return sorted(sums);
    }

    private static Posting whole(RecordedPosting posting) {
        String account = posting.account();
        Money amount = posting.amount();
        return switch (posting.kind()) {
            case DEPOSIT -> Posting.deposit(account, amount);
            case PROMOTION -> Posting.promotion(account, amount);
            case REFUND -> Posting.refund(account, amount);
            case CORRECTION -> Posting.correction(account, amount);
            case HOLD, RELEASE, CHARGE, ABSORBED -> throw new AssertionError(posting.kind());
        };
    }

    private static void move(Map<String, Long> sums, Posting posting, long day) {
        for (Posting.Entry entry : posting.entries()) {
            String name = entry.account().name();
            sums.merge("balance " + name, entry.amount().nanoDollars(), Long::sum);
            sums.merge("day " + name + " " + day, entry.amount().nanoDollars(), Long::sum);
        }
    }

    /** The same from the tables. */
    static Map<String, Long> found(Database database) {
        Map<String, Long> sums = new HashMap<>();
        for (String query :
                List.of(
                        "SELECT 'records', count(*) FROM generation",
                        "SELECT 'postings', count(*) FROM posting",
                        "SELECT 'balance ' || ledger_account, nanos FROM ledger_balance",
                        "SELECT 'day ' || ledger_account || ' ' || day, nanos FROM ledger_day",
                        "SELECT 'spent ' || lower(hex(key_id)), spent_nanos FROM key_spent",
                        "SELECT 'key day ' || lower(hex(key_id)) || ' ' || day, sum(cost_nanos)"
                                + " FROM key_day_model GROUP BY 1",
                        "SELECT 'endpoint ' || endpoint || ' ' || day, sum(cost_nanos)"
                                + " FROM day_endpoint GROUP BY 1")) {
            database.read(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(query);
                        ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        sums.merge(row.getString(1), row.getLong(2), Long::sum);
                    }
                    return true;
                }
            });
        }
        return sorted(sums);
    }

    private static Map<String, Long> sorted(Map<String, Long> sums) {
        Map<String, Long> result = new TreeMap<>(sums);
        result.values().removeIf(sum -> sum == 0);
        return result;
    }
}
