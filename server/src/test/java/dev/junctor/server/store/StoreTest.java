package dev.junctor.server.store;

import static dev.junctor.server.store.Records.LOOP;
import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.LimitReset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(House.Kind.class)
final class StoreTest {
    private static final long SOON = 5_000_000_000L;

    private final Path temp;
    private final House house;

    StoreTest(House.Kind kind, @TempDir Path temp) {
        this.temp = temp;
        this.house = kind.in(temp.resolve("data"));
    }

    private static List<GenerationRecord> append(Store store, int count, long from) {
        IdMaker ids = store.ids();
        List<GenerationRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long created = from + i * 977L;
            GenerationRecord record =
                    Records.record(i, ids.next(created), store.publicIds(), created);
            store.records().append(record, LOOP, () -> {});
            records.add(record);
        }
        return records;
    }

    @Test
    void aRecordIsFoundAtOnceAndStaysTheSame() {
        try (Store store = house.open()) {
            for (GenerationRecord record : append(store, 50, NOON)) {
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
            assertThat(store.records().flush(SOON)).isTrue();
            assertThat(store.records().queued()).isZero();
            for (GenerationRecord record : append(store, 50, NOON)) {
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
        }
    }

    @Test
    void aRestartFindsWhatTheEndLeft() {
        List<GenerationRecord> records;
        try (Store store = house.open()) {
            records = append(store, 10_000, NOON);
        }
        try (Store store = house.open()) {
            for (GenerationRecord record : records.subList(9_000, 10_000)) {
                assertThat(store.generations().find(record.publicId())).contains(record);
                if (!record.upstreamId().isEmpty()) {
                    assertThat(store.generations().find(record.upstreamId())).contains(record);
                }
            }
            long greatest = records.getLast().id();
            assertThat(store.ids().next(NOON)).isGreaterThan(greatest);
            assertThat(store.generations().find("")).isEmpty();
            assertThat(store.generations().find("gen-1-nothing")).isEmpty();
        }
    }

    @Test
    void sumsAreThoseOfTheRecords() {
        LocalDate first = LocalDate.of(2026, 11, 24);
        LocalDate last = first.plusDays(2);
        try (Store store = house.open()) {
            List<GenerationRecord> records = append(store, 3_000, NOON + 40_000_000);
            records.addAll(append(store, 500, NOON + 86_400_000));

            Map<LocalDate, Totals> byDay =
                    records.stream()
                            .collect(
                                    Collectors.toMap(
                                            record -> day(record), Totals::of, Totals::plus));
            assertThat(byDay).hasSize(2);
            Map<LocalDate, Totals> rows = new HashMap<>();
            store.activity()
                    .byEndpoint(first, last)
                    .forEach(row -> rows.merge(row.day(), row.totals(), Totals::plus));
            assertThat(rows).isEqualTo(byDay);

            KeyId key = Records.key(2);
            Totals ofKey =
                    records.stream()
                            .filter(record -> record.keyId().equals(key.hex()))
                            .map(Totals::of)
                            .reduce(Totals.NOTHING, Totals::plus);
            assertThat(
                            store.activity().ofKey(key, first, last).stream()
                                    .map(Activity.Row::totals)
                                    .reduce(Totals.NOTHING, Totals::plus))
                    .isEqualTo(ofKey);
            assertThat(store.activity().usage(key, first).total()).isEqualTo(ofKey.cost());
            assertThat(store.keys().spent(key)).isEqualTo(ofKey.cost());
        }
        assertThat(sumOf("key_day_model")).isEqualTo(sumOf("generation"));
    }

    @Test
    void aProvidersIdIsFoundInAnyHourAndTheLatestRecordOfItFirst() {
        try (Store store = house.open()) {
            List<GenerationRecord> records = new ArrayList<>();
            for (int hour : List.of(0, 1, 30, 900)) {
                records.addAll(append(store, 3, NOON + hour * 3_600_000L));
            }
            GenerationRecord again =
                    records.stream()
                            .filter(record -> !record.upstreamId().isEmpty())
                            .reduce((first, last) -> last)
                            .orElseThrow();
            assertThat(store.records().flush(SOON)).isTrue();
            for (GenerationRecord record : records) {
                if (!record.upstreamId().isEmpty()
                        && !record.upstreamId().equals(again.upstreamId())) {
                    assertThat(store.generations().find(record.upstreamId()))
                            .map(GenerationRecord::upstreamId)
                            .contains(record.upstreamId());
                }
            }
            assertThat(store.generations().find(again.upstreamId())).contains(again);
            assertThat(store.generations().find("nobody-gave-this")).isEmpty();
        }
    }

    @Test
    void theVersionOfTheTablesIsTheNumberOfMigrations() throws IOException {
        try (var files =
                Files.list(
                        Path.of("src/main/resources/dev/junctor/server/store/migration/sqlite"))) {
            assertThat(files).hasSize(Migrations.VERSION);
        }
    }

    private static LocalDate day(GenerationRecord record) {
        return java.time.Instant.ofEpochMilli(record.createdMillis())
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }

    private long sumOf(String table) {
        return house.number("SELECT sum(cost_nanos) FROM " + table);
    }

    @Test
    void usageOfAKeyKnowsDaysWeeksAndMonths() {
        LocalDate tuesday = LocalDate.of(2026, 11, 24);
        KeyId key = Records.key(1);
        try (Store store = house.open()) {
            for (LocalDate day :
                    List.of(
                            tuesday,
                            tuesday.minusDays(1),
                            tuesday.minusDays(2),
                            tuesday.minusDays(24))) {
                long created = day.toEpochDay() * 86_400_000;
                spend(store, key, created);
            }
            assertThat(store.activity().usage(key, tuesday))
                    .isEqualTo(
                            new KeyUsage(
                                    new Money(100),
                                    new Money(200),
                                    new Money(300),
                                    new Money(400)));
        }
    }

    @Test
    void anotherPeriodOfALimitKnowsWhatIsInTheJournalOnly() {
        KeyId id = Records.key(1);
        long now = System.currentTimeMillis();
        try (Store store = house.open()) {
            ApiKey key =
                    new ApiKey(
                            id,
                            "daily",
                            "sk-...",
                            ApiKey.Kind.INFERENCE,
                            ApiKey.Standing.ENABLED,
                            ApiKey.Origin.STORE,
                            ApiKey.DEFAULT_ACCOUNT,
                            new Money(1_000),
                            LimitReset.DAILY,
                            now,
                            Long.MAX_VALUE);
            store.keys().create(key);
            store.limits().start(List.of(key), List.of());
            for (int i = 0; i < 5; i++) {
                spend(store, id, now);
                store.keys().change(id, before -> before.withReset(LimitReset.NEVER));
                store.keys().change(id, before -> before.withReset(LimitReset.MONTHLY));
                assertThat(house.number("SELECT sum(spent_nanos) FROM key_spent"))
                        .as("what a limit that is reckoned anew finds")
                        .isEqualTo(100L * (i + 1));
            }
        }
    }

    private static void spend(Store store, KeyId key, long created) {
        long seed = 0;
        GenerationRecord record;
        IdMaker ids = store.ids();
        do {
            record = Records.record(seed++, ids.next(created), store.publicIds(), created);
        } while (!record.keyId().equals(key.hex()) || record.cost().equals(Money.ZERO));
        GenerationRecord r = record;
        store.records()
                .append(
                        new GenerationRecord(
                                r.id(),
                                r.publicId(),
                                r.upstreamId(),
                                r.createdMillis(),
                                r.keyId(),
                                r.account(),
                                r.requested(),
                                r.model(),
                                r.endpoint(),
                                r.provider(),
                                r.providerTag(),
                                r.strategy(),
                                r.streamed(),
                                r.outcome(),
                                r.status(),
                                r.fault(),
                                r.finishReason(),
                                r.serviceTier(),
                                r.usage(),
                                r.billing(),
                                Records.invoice(100),
                                r.priceVersion(),
                                r.latencyMillis(),
                                r.durationMillis(),
                                r.userAgent(),
                                r.attempts()),
                        LOOP,
                        () -> {});
        assertThat(store.records().flush(SOON)).isTrue();
    }

    @Test
    void manyThreadsAppendAndNothingIsLost() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        List<GenerationRecord> all = Collections.synchronizedList(new ArrayList<>());
        try (Store store = house.open()) {
            IdMaker ids = store.ids();
            List<Thread> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                long seed = t;
                running.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int i = 0; i < each; i++) {
                                        GenerationRecord record =
                                                Records.record(
                                                        seed * each + i,
                                                        ids.next(NOON),
                                                        store.publicIds(),
                                                        NOON);
                                        all.add(record);
                                        store.records().append(record, LOOP, () -> {});
                                    }
                                }));
            }
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(all.stream().map(GenerationRecord::id).distinct()).hasSize(threads * each);
        }
        try (Store store = house.open()) {
            assertThat(store.recording().applier().refused()).isZero();
            for (int i = 0; i < all.size(); i += 101) {
                assertThat(store.generations().find(all.get(i).publicId())).contains(all.get(i));
            }
            for (int k = 0; k < 4; k++) {
                KeyId key = Records.key(k);
                long spent =
                        all.stream()
                                .filter(record -> record.keyId().equals(key.hex()))
                                .mapToLong(record -> record.cost().nanoDollars())
                                .sum();
                assertThat(store.keys().spent(key)).isEqualTo(new Money(spent));
            }
        }
    }

    @Test
    void aRecordThatTheStoreRefusesDoesNotTakeOthersWithIt() {
        try (Store store = house.open()) {
            List<GenerationRecord> records = append(store, 10, NOON);
            assertThat(store.records().flush(SOON)).isTrue();
            store.records().append(records.getFirst(), LOOP, () -> {}); // its id is taken
            List<GenerationRecord> later = append(store, 10, NOON + 1_000_000);
            assertThat(store.records().flush(SOON)).isTrue();
            assertThat(store.recording().applier().refused()).isEqualTo(1);
            for (GenerationRecord record : later) {
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
        }
    }

    @Test
    void aSecondProcessIsTurnedAwayInOneSentence() {
        try (Store store = house.open()) {
            assertThat(store.keys().list()).isEmpty();
            assertThatThrownBy(() -> house.open())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Junctor")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .hasMessageContaining("--data");
        }
        house.open().close();
    }

    @Test
    void aFolderThatCannotBeOneIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> Store.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> Store.open(file.resolve("below")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aStoreOfANewerVersionIsLeftAlone() {
        house.open().close();
        house.run(house.versionSql(99));
        assertThatThrownBy(() -> house.open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Junctor");
    }

    @Test
    void whatIsKeptIsForOneUserOnly() throws IOException {
        try (Store store = house.open()) {
            assertThat(store.keys().list()).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(house.folder())))
                    .isEqualTo("rwx------");
            if (house instanceof House.File) {
                Path file = house.folder().resolve("junctor.db");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void chargesOfKeysThatNobodyKnowsAreKept() {
        try (Store store = house.open()) {
            append(store, 100, NOON);
            assertThat(store.keys().find(Records.key(0)).map(KeyRing.Entry::spent)).isEmpty();
            assertThat(store.keys().spent(Records.key(0))).isGreaterThan(Money.ZERO);
        }
    }
}
