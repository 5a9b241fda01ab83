package dev.junctor.server.store;

import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens between two steps, the tables are what the events make. */
final class ApplierLawTest {
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private static final Posting.Kind[] KINDS = {
        Posting.Kind.DEPOSIT, Posting.Kind.PROMOTION, Posting.Kind.REFUND, Posting.Kind.CORRECTION
    };

    @TempDir Path temp;

    /** The end of a process. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends its process before or after a transaction, by chance; or the database is away for a moment. */
    private record Mortal(Applier.Sink sink, Dice dice) implements Applier.Sink {
        @Override
        public long watermark() {
            return sink.watermark();
        }

        @Override
        public void apply(List<Applier.Item> group) throws SQLException {
            int fate = dice.below(10);
            if (fate == 0) {
                throw new Killed();
            }
            if (fate == 1) {
                throw new SQLException("database is locked");
            }
            sink.apply(group);
            if (fate == 2) {
                throw new Killed();
            }
            if (fate == 3) { // committed, but the answer was lost
                throw new SQLException("connection reset");
            }
        }

        @Override
        public void refuse(Applier.Item item, String reason) throws SQLException {
            sink.refuse(item, reason);
        }
    }

    /** Numbers of a seed, one after the other. */
    private static final class Dice {
        private Seed seed;

        private Dice(long seed) {
            this.seed = new Seed(seed);
        }

        private int below(int bound) {
            seed = seed.next();
            return seed.below(bound);
        }
    }

    @Test
    void tablesAreWhatTheEventsMakeThoughProcessesDie() {
        for (long seed = 0; seed < 40; seed++) {
            Path file = temp.resolve("law-" + seed + ".db");
            Dice dice = new Dice(seed);
            FakeJournal journal = new FakeJournal();
            List<GenerationRecord> records = new ArrayList<>();
            List<RecordedPosting> postings = new ArrayList<>();
            IdMaker ids = new IdMaker(0, 0);
            for (int life = 0; life < 6; life++) {
                try (Database database = SqliteDatabase.open(file)) {
                    live(database, dice, journal, ids, records, postings);
                } catch (Killed killed) {
                    assertThat(killed).hasNoCause();
                }
            }
            try (Database database = SqliteDatabase.open(file)) {
                applier(new AppliedGroups(database, 0, LimitWatch.NOBODY), journal).recover();
                assertThat(BookModel.found(database))
                        .as("seed %d", seed)
                        .isEqualTo(BookModel.expected(records, postings));
                Books books = new Books(database, timeout -> true, PUBLIC_IDS);
                assertThat(books.check()).as("seed %d", seed).isEmpty();
                assertThat(journal.applied()).isEqualTo(records.size());
            }
        }
    }

    private static Applier applier(Applier.Sink sink, FakeJournal journal) {
        return new Applier(journal.open(), sink, applied -> {}, System::nanoTime);
    }

    private static void live(
            Database database,
            Dice dice,
            FakeJournal journal,
            IdMaker ids,
            List<GenerationRecord> records,
            List<RecordedPosting> postings) {
        Applier applier =
                applier(
                        new Mortal(new AppliedGroups(database, 0, LimitWatch.NOBODY), dice),
                        journal);
        Postings writing = new Postings(database, ids, account -> true, new Heard(postings));
        applier.recover();
        for (int step = 0; step < 8; step++) {
            long now = NOON + step * 20_000_000L; // over midnight
            switch (dice.below(3)) {
                case 0 -> {
                    for (int i = dice.below(40); i > 0; i--) {
                        GenerationRecord record =
                                Records.record(
                                        dice.below(1_000_000), ids.next(now), PUBLIC_IDS, now);
                        journal.append(record, Records.LOOP, () -> {});
                        records.add(record);
                    }
                }
                case 1 -> {
                    long nanos = 1L + dice.below(1_000_000);
                    writing.post(
                            new NewPosting(
                                    KINDS[dice.below(KINDS.length)],
                                    "account-" + dice.below(3),
                                    new Money(nanos),
                                    "",
                                    new byte[0],
                                    0,
                                    "by hand"),
                            now);
                }
                default -> applier.applyNext();
            }
        }
    }
}
