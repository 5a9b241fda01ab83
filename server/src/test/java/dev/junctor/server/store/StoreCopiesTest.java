package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.secret.KeyMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(House.Kind.class)
final class StoreCopiesTest {
    private static final StoreCopies.Progress SILENT = (table, rows) -> {};

    private final House.Kind kind;
    private final House house;
    private final Path temp;

    StoreCopiesTest(House.Kind kind, @TempDir Path temp) {
        this.kind = kind;
        this.temp = temp;
        this.house = kind.in(temp.resolve("data"));
    }

    private static StoreCopies copies(House of) {
        return new StoreCopies(of.folder(), of.url());
    }

    private House.Kind other() {
        return kind == House.Kind.SQLITE ? House.Kind.POSTGRES : House.Kind.SQLITE;
    }

    /** A store with records, keys and books. */
    private List<GenerationRecord> fill() {
        List<GenerationRecord> records = new ArrayList<>();
        try (Store store = house.open()) {
            FirstKeys.in(store.keys(), new KeyMaker(new Random(1)), Records.NOON);
            IdMaker ids = store.ids();
            for (int i = 0; i < 2_500; i++) {
                GenerationRecord record =
                        Records.record(i, ids.next(Records.NOON), store.publicIds(), Records.NOON);
                store.records().append(record, Records.LOOP, () -> {});
                records.add(record);
            }
        }
        house.run("DELETE FROM ledger_balance");
        house.run("INSERT INTO ledger_balance VALUES ('credit:default', -7), ('margin', 7)");
        return records;
    }

    @Test
    void aStoreMovesToTheOtherDatabaseAndBackWithoutLoss() throws IOException {
        List<GenerationRecord> records = fill();
        Path first = temp.resolve("first.jsonl.gz");
        StoreCopies.Copied left = copies(house).exportTo(first, SILENT);
        assertThat(left.balances()).isTrue();
        assertThat(left.accounts()).isEqualTo(2);
        assertThat(left.rows()).containsEntry("generation", 2_500L).containsEntry("api_key", 2L);

        House target = other().in(temp.resolve("target"));
        List<String> told = new ArrayList<>();
        StoreCopies.Copied arrived =
                copies(target).importFrom(first, (table, rows) -> told.add(table + rows));
        assertThat(arrived).isEqualTo(left);
        assertThat(told).contains("generation2500");
        try (Store store = target.open()) {
            for (GenerationRecord record : records) {
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
            assertThat(store.keys().list()).hasSize(2);
        }

        Path second = temp.resolve("second.jsonl");
        copies(target).exportTo(second, SILENT);
        House back = kind.in(temp.resolve("back"));
        copies(back).importFrom(second, SILENT);
        Path third = temp.resolve("third.jsonl");
        copies(back).exportTo(third, SILENT);
        assertThat(sorted(third)).isEqualTo(sorted(second)).hasSizeGreaterThan(2_500);
    }

    /** The order of columns is each database's own. */
    private static List<Integer> sorted(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.chars().sum()).sorted().toList();
    }

    @Test
    void aBackupIsMadeBesideARunningStoreAndTakenBack() {
        fill();
        Path file = temp.resolve("backup");
        try (Store store = house.open()) {
            assertThat(store.keys().list()).hasSize(2);
            copies(house).backup(file, SILENT);
        }
        house.run("DELETE FROM api_key");
        assertThatThrownBy(() -> copies(house).restore(file, StoreCopies.IfNotEmpty.REFUSE, SILENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not empty");
        StoreCopies.Copied restored =
                copies(house).restore(file, StoreCopies.IfNotEmpty.REPLACE, SILENT);
        assertThat(restored.rows()).containsEntry("api_key", 2L);
        assertThat(house.number("SELECT count(*) FROM api_key")).isEqualTo(2);
        House elsewhere = other().in(temp.resolve("elsewhere"));
        copies(elsewhere).restore(file, StoreCopies.IfNotEmpty.REFUSE, SILENT);
        assertThat(elsewhere.number("SELECT count(*) FROM generation")).isEqualTo(2_500);
    }

    @Test
    void aFileThatIsNotWholeOrNotTrueChangesNothing() throws IOException {
        fill();
        Path whole = temp.resolve("whole");
        copies(house).exportTo(whole, SILENT);
        List<String> lines = Files.readAllLines(whole);
        House target = kind.in(temp.resolve("target"));

        Path cut = Files.write(temp.resolve("cut"), lines.subList(0, lines.size() - 1));
        refused(target, cut, "ends before its end");
        List<String> fewer = new ArrayList<>(lines);
        fewer.removeIf(line -> line.contains("\"margin\",7"));
        refused(target, Files.write(temp.resolve("fewer"), fewer), "rows of ledger_balance");
        List<String> richer =
                lines.stream().map(line -> line.replace("\"margin\",7", "\"margin\",8")).toList();
        refused(target, Files.write(temp.resolve("richer"), richer), "do not balance");
        refused(target, Files.writeString(temp.resolve("text"), "hello\n"), "no export");
        refused(target, temp.resolve("absent"), "no file");
        assertThat(target.number("SELECT count(*) FROM generation")).isZero();
        assertThat(target.number("SELECT count(*) FROM account")).isOne();
    }

    private static void refused(House target, Path file, String why) {
        assertThatThrownBy(() -> copies(target).importFrom(file, SILENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        fill();
        Path file = Files.writeString(temp.resolve("mine"), "mine");
        assertThatThrownBy(() -> copies(house).backup(file, SILENT))
                .hasMessageContaining("is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void migratingSaysFromWhereAndTo() {
        assertThat(copies(house).migrate())
                .isEqualTo(new StoreCopies.Versions(0, Migrations.VERSION));
        assertThat(copies(house).migrate())
                .isEqualTo(new StoreCopies.Versions(Migrations.VERSION, Migrations.VERSION));
    }

    @Test
    void retentionForgetsRecordsAndKeepsSums() {
        try (Store store = house.open()) {
            IdMaker ids = store.ids();
            long month = 31 * 86_400_000L;
            for (int i = 0; i < 6_000; i++) {
                long created = Records.NOON - (i < 5_000 ? 3 * month : 0);
                // ids never go back, so the old ones come first
                store.records()
                        .append(
                                Records.record(i, ids.next(created), store.publicIds(), created),
                                Records.LOOP,
                                () -> {});
            }
            assertThat(store.records().flush(20_000_000_000L)).isTrue();
            long summed = house.number("SELECT sum(requests) FROM day_endpoint");
            assertThat(store.retention().recordsFromMillis()).isZero();
            assertThat(store.retention().forget(30, Records.NOON)).isEqualTo(5_000);
            assertThat(store.retention().forget(30, Records.NOON)).isZero();
            assertThat(house.number("SELECT count(*) FROM generation")).isEqualTo(1_000);
            assertThat(house.number("SELECT sum(requests) FROM day_endpoint")).isEqualTo(summed);
            assertThat(store.retention().recordsFromMillis())
                    .isEqualTo(Records.NOON - 30 * 86_400_000L);
        }
    }
}
