package dev.junctor.server.store;

import static dev.junctor.server.store.Records.LOOP;
import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.KeyId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RecordWriterTest {
    private static final PublicIds PUBLIC_IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);

    /** A disk that is full until it is not. */
    private static final class Disk implements RecordWriter.Groups {
        private final List<GenerationRecord> written = new ArrayList<>();
        private final Map<String, Money> spent = new HashMap<>();
        private final CountDownLatch tried = new CountDownLatch(1);
        private volatile boolean full;

        @Override
        public void write(List<GenerationRecord> group, Map<String, Money> more, long forgetBefore)
                throws SQLException {
            tried.countDown();
            if (full) {
                throw new SQLException("database or disk is full");
            }
            written.addAll(group);
            more.forEach((key, cost) -> spent.merge(key, cost, Money::plus));
        }

        @Override
        public boolean isOfOneRecord(SQLException failure) {
            return false;
        }
    }

    private final Disk disk = new Disk();
    private final Map<KeyId, Money> charged = new ConcurrentHashMap<>();
    private final Pending pending = new Pending();
    private final RecordWriter writer =
            new RecordWriter(disk, (key, cost) -> charged.merge(key, cost, Money::plus), pending);
    private final IdMaker ids = new IdMaker(0, 0);

    private GenerationRecord append(long seed) {
        GenerationRecord record = Records.record(seed, ids.next(NOON), PUBLIC_IDS, NOON);
        writer.append(record, LOOP, () -> {});
        return record;
    }

    private Map<KeyId, Money> spent() {
        Map<KeyId, Money> byId = new HashMap<>();
        disk.spent.forEach((hex, cost) -> byId.put(KeyId.parse(hex), cost));
        return byId;
    }

    @Test
    void whoAppendsNeverWaits() {
        AtomicInteger told = new AtomicInteger();
        GenerationRecord record = Records.record(1, ids.next(NOON), PUBLIC_IDS, NOON);
        writer.append(record, LOOP, told::incrementAndGet); // no thread writes yet
        assertThat(told).hasValue(1);
        assertThat(pending.byId(record.id())).contains(record);
        assertThat(writer.queued()).isEqualTo(1);
        writer.start();
        writer.close();
    }

    @Test
    void theEndWritesAllThatWaits() {
        List<GenerationRecord> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            records.add(append(i));
        }
        writer.start();
        writer.close();
        assertThat(disk.written).isEqualTo(records);
        assertThat(writer.queued()).isZero();
        assertThat(writer.dropped()).isZero();
        assertThat(spent()).isEqualTo(charged);
    }

    @Test
    void aFullDiskCostsTimeAndNoRecord() throws InterruptedException {
        disk.full = true;
        writer.start();
        List<GenerationRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(append(i));
        }
        assertThat(disk.tried.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.flush(1_000_000)).isFalse();
        assertThat(pending.byId(records.getFirst().id())).contains(records.getFirst());
        disk.full = false;
        assertThat(writer.flush(5_000_000_000L)).isTrue();
        assertThat(disk.written).isEqualTo(records);
        assertThat(pending.byId(records.getFirst().id())).isEmpty();
        writer.close();
    }

    @Test
    void aFullQueueGivesUpTheNewestAndCountsIt() {
        List<GenerationRecord> kept = new ArrayList<>();
        for (int i = 0; i < RecordWriter.CAPACITY; i++) {
            kept.add(append(i % 100));
        }
        GenerationRecord late = append(7);
        append(8);
        assertThat(writer.dropped()).isEqualTo(2);
        assertThat(writer.queued()).isEqualTo(RecordWriter.CAPACITY);
        assertThat(pending.byId(late.id())).isEmpty();
        writer.start();
        writer.close();
        assertThat(disk.written).isEqualTo(kept);
        assertThat(spent()).isEqualTo(charged); // what was charged is not forgotten with the record
    }

    @Test
    void anEndWithABrokenDiskIsAnEndAllTheSame() {
        disk.full = true;
        for (int i = 0; i < 10; i++) {
            append(i);
        }
        writer.start();
        writer.close();
        assertThat(writer.dropped()).isEqualTo(10);
        assertThat(disk.written).isEmpty();
    }

    @Test
    void afterTheEndNothingIsTaken() {
        writer.start();
        writer.close();
        append(1);
        assertThat(writer.dropped()).isEqualTo(1);
        assertThat(writer.queued()).isZero();
    }
}
