package dev.junctor.server.store;

import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BooksTest {
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);
    private static final long BEGIN = TUESDAY.toEpochDay() * 86_400_000;
    private static final long MIDNIGHT = WEDNESDAY.toEpochDay() * 86_400_000;
    private static final long END = MIDNIGHT + 86_400_000;

    @TempDir Path temp;

    private final List<GenerationRecord> records = new ArrayList<>();
    private final List<RecordedPosting> postings = new ArrayList<>();
    private Database database;
    private Books books;

    /** Two days of charges with deposits between them. */
    @BeforeEach
    void open() throws SQLException {
        database = SqliteDatabase.open(temp.resolve("junctor.db"));
        books = new Books(database, timeout -> true, PUBLIC_IDS);
        IdMaker ids = new IdMaker(0, 0);
        Postings writing = new Postings(database, ids, account -> true, new Heard(postings));
        List<Applier.Item> items = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long now = NOON + i / 2 * 2_000_000L; // two at a time, over midnight
            GenerationRecord record = Records.record(i, ids.next(now), PUBLIC_IDS, now);
            records.add(record);
            items.add(new Applier.Item(i + 1, record));
            if (i % 7 == 0) {
                writing.post(
                        new NewPosting(
                                i % 2 == 0 ? Posting.Kind.DEPOSIT : Posting.Kind.REFUND,
                                "default",
                                new Money(1_000_000 + i),
                                "",
                                new byte[0],
                                i % 2 == 0 ? 0 : record.id(),
                                "note " + i),
                        now);
            }
        }
        new AppliedGroups(database, 0, LimitWatch.NOBODY).apply(items);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<AccountStatement.Line> pages(long from, long to, int limit) {
        List<AccountStatement.Line> lines = new ArrayList<>();
        String cursor = "";
        do {
            AccountStatement page = books.statement("default", from, to, limit, cursor);
            assertThat(page.lines()).hasSizeBetween(1, limit);
            lines.addAll(page.lines());
            cursor = page.next();
        } while (!cursor.isEmpty());
        return lines;
    }

    @Test
    void aStatementIsTheSameByAnyPageAndItsBalanceRunsThroughEveryLine() {
        List<AccountStatement.Line> all = pages(BEGIN, END, 1_000);
        for (int limit : new int[] {1, 2, 3, 7, 20}) {
            assertThat(pages(BEGIN, END, limit)).isEqualTo(all);
        }
        Money balance = Money.ZERO;
        for (AccountStatement.Line line : all.reversed()) {
            balance = balance.plus(line.movement().amount());
            assertThat(line.balance()).isEqualTo(balance);
        }
        assertThat(balance).isEqualTo(books.credits("default").balance());
        long charges = records.stream().filter(one -> !one.cost().equals(Money.ZERO)).count();
        assertThat(all).hasSize((int) charges + postings.size());
        assertThat(all)
                .extracting(AccountStatement.Line::movement)
                .filteredOn(one -> one.posting().kind() == Posting.Kind.CHARGE)
                .allMatch(one -> PUBLIC_IDS.decode(one.generation()).getAsLong() == one.id());
        for (long cut : new long[] {MIDNIGHT, NOON + 20_000_000, NOON + 50_000_001}) {
            List<AccountStatement.Line> parts = new ArrayList<>(pages(cut, END, 4));
            parts.addAll(pages(BEGIN, cut, 4));
            assertThat(parts).isEqualTo(all);
        }
    }

    @Test
    void aStatementOfNobodyIsEmptyAndAForgedCursorIsRefused() {
        AccountStatement none = books.statement("nobody", BEGIN, END, 5, "");
        assertThat(none).isEqualTo(new AccountStatement(List.of(), ""));
        for (String cursor : List.of("x", "1.2.3", "1.2.3.y")) {
            assertThatThrownBy(() -> books.statement("default", BEGIN, END, 5, cursor))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> books.statement("default", BEGIN, END, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void creditsAreWhatWasGivenAndWhatWasUsed() {
        Money given =
                postings.stream().map(RecordedPosting::amount).reduce(Money.ZERO, Money::plus);
        Money used = records.stream().map(GenerationRecord::cost).reduce(Money.ZERO, Money::plus);
        assertThat(books.credits("default")).isEqualTo(new Books.Credits(given, used));
        assertThat(books.credits("nobody")).isEqualTo(new Books.Credits(Money.ZERO, Money.ZERO));
    }

    @Test
    void whatIsExportedMakesTheTrialBalance() {
        Map<LedgerAccount, Money> sums = new HashMap<>();
        List<Movement> all = new ArrayList<>();
        books.export(BEGIN, END, all::add);
        for (Movement movement : all) {
            for (Posting.Entry entry : movement.posting().entries()) {
                sums.merge(entry.account(), entry.amount(), Money::plus);
            }
        }
        assertThat(all).extracting(Movement::id).isSorted();
        Books.TrialBalance trial = books.trialBalance();
        assertThat(trial.sum()).isEqualTo(Money.ZERO);
        assertThat(trial.balances())
                .hasSizeGreaterThan(6)
                .allMatch(balance -> balance.amount().equals(sums.get(balance.account())));
        List<Movement> some = new ArrayList<>();
        books.export(BEGIN, END, one -> some.add(one) && some.size() < 5);
        assertThat(some).isEqualTo(all.subList(0, 5));
        some.clear();
        books.export(MIDNIGHT, END, some::add);
        assertThat(some).isEqualTo(all.subList(all.size() - some.size(), all.size())).isNotEmpty();
    }

    @Test
    void rightBooksHaveNoFinding() {
        assertThat(books.check()).isEmpty();
        assertThat(BookModel.found(database)).isEqualTo(BookModel.expected(records, postings));
    }

    @Test
    void everyPlantedImbalanceIsFound() throws SQLException {
        String one = " WHERE id = (SELECT min(id) FROM generation WHERE cost_nanos > 1)";
        for (String planted :
                List.of(
                        "UPDATE generation SET cost_nanos = cost_nanos + 1,"
                                + " margin_nanos = margin_nanos + 1"
                                + one,
                        "UPDATE generation SET provider_nanos = provider_nanos + 1,"
                                + " margin_nanos = margin_nanos - 1"
                                + one,
                        "UPDATE generation SET fee_nanos = fee_nanos + 1,"
                                + " margin_nanos = margin_nanos - 1"
                                + one,
                        "UPDATE generation SET discount_nanos = discount_nanos + 1,"
                                + " margin_nanos = margin_nanos + 1"
                                + one,
                        "UPDATE generation SET rounding_nanos = rounding_nanos + 1,"
                                + " margin_nanos = margin_nanos - 1"
                                + one,
                        "UPDATE generation SET account = 'another'" + one,
                        "UPDATE generation SET created_ms = created_ms + 86400000" + one,
                        "UPDATE generation SET attempts = ''" + one,
                        "UPDATE generation SET endpoint = 'evil:model', cost_nanos = cost_nanos + 1,"
                                + " provider_nanos = provider_nanos + 1"
                                + one,
                        "DELETE FROM generation" + one,
                        "UPDATE ledger_balance SET nanos = nanos + 1"
                                + " WHERE ledger_account = 'margin'",
                        "DELETE FROM ledger_balance WHERE ledger_account = 'deposits'",
                        "INSERT INTO ledger_balance VALUES ('held:nobody', 1)",
                        "UPDATE ledger_balance SET nanos = -nanos",
                        "UPDATE ledger_day SET nanos = nanos - 1"
                                + " WHERE ledger_account = 'credit:default'",
                        "UPDATE ledger_day SET day = day + 7",
                        "DELETE FROM ledger_day WHERE ledger_account = 'fees'",
                        "INSERT INTO ledger_day VALUES (1, 'fees', 9223372036854775807)",
                        "DELETE FROM posting WHERE id = (SELECT min(id) FROM posting)",
                        "UPDATE posting SET created_ms = created_ms + 86400000",
                        "INSERT INTO posting VALUES (1, 'DEPOSIT', 0, 'a', '', x'', 0, '')",
                        "DELETE FROM posting_entry WHERE line = 0",
                        "UPDATE posting_entry SET nanos = nanos + 1 WHERE line = 1",
                        "UPDATE posting_entry SET nanos = 2 * nanos",
                        "UPDATE posting_entry SET ledger_account = 'credit:thief' WHERE line = 1",
                        "UPDATE key_spent SET spent_nanos = spent_nanos + 1",
                        "DELETE FROM key_spent",
                        "UPDATE key_day_model SET cost_nanos = cost_nanos - 1",
                        "DELETE FROM key_day_model")) {
            assertThat(findingsAfter(planted)).as(planted).isNotEmpty();
        }
        assertThat(books.check()).isEmpty();
    }

    /** What a check finds in the transaction that plants it, which is then undone. */
    private List<Finding> findingsAfter(String planted) {
        List<Finding> findings = new ArrayList<>();
        assertThatThrownBy(() ->
                        database.write(connection -> {
                            try (var statement = connection.prepareStatement(planted)) {
                                assertThat(statement.executeUpdate()).isPositive();
                            }
                            findings.addAll(new BooksCheck(connection, LocalDate.EPOCH).run());
                            throw new SQLException("undone");
                        }))
                .hasMessage("undone");
        return findings;
    }

    @Test
    void aFindingSaysWhatShouldBeAndWhatIs() {
        List<Finding> findings =
                findingsAfter(
                        "UPDATE ledger_balance SET nanos = 1500000000"
                                + " WHERE ledger_account = 'margin'");
        assertThat(findings)
                .extracting(Finding::sentence)
                .anyMatch(text ->
                        text.startsWith("the balance of margin is the sum of its days:")
                                && text.endsWith("but $1.5 was found"));
    }

    @Test
    void daysWhoseRecordsAreGoneAreNotComparedWithThem() throws SQLException {
        database.write(connection -> {
            try (var statement =
                    connection.prepareStatement("DELETE FROM generation WHERE created_ms < ?")) {
                statement.setLong(1, WEDNESDAY.toEpochDay() * 86_400_000);
                return statement.executeUpdate();
            }
        });
        assertThat(books.check()).isNotEmpty();
        assertThat(books.check(WEDNESDAY)).isEmpty();
    }
}
