package dev.junctor.server.store;

import static dev.junctor.server.store.Records.LOOP;
import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal meets only the database that it goes with. */
@ParameterizedClass
@EnumSource(House.Kind.class)
final class JournalOwnerTest {
    private final House.Kind kind;
    private final House house;
    private final Path temp;

    JournalOwnerTest(House.Kind kind, @TempDir Path temp) {
        this.kind = kind;
        this.temp = temp;
        this.house = kind.in(temp.resolve("data"));
    }

    private static Path journal(House of) {
        return of.folder().resolve("journal");
    }

    /** Leaves records in the journal only, as a kill does. */
    private void leave(int count) {
        long applied = house.number("SELECT max(sequence) FROM applied");
        IdMaker ids = new IdMaker(0, 0);
        try (Journal journal = Journal.open(journal(house), House.SMALL, applied)) {
            for (int i = 0; i < count; i++) {
                GenerationRecord record =
                        Records.record(i, ids.next(NOON), new PublicIds(new byte[16]), NOON);
                journal.append(record, LOOP, () -> {});
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private long records() {
        return house.number("SELECT count(*) FROM generation");
    }

    @Test
    void whatAKillLeftIsAppliedByItsOwnDatabase() {
        house.open().close();
        leave(5);
        house.open().close();
        assertThat(records()).isEqualTo(5);
        house.open().close();
        assertThat(records()).isEqualTo(5);
    }

    @Test
    void anotherDatabaseBesideAJournalWithEntriesIsRefused() throws IOException {
        house.open().close();
        leave(5);
        House other = kind.in(temp.resolve("other"));
        copy(journal(house), journal(other));
        assertThatThrownBy(other::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds 5 entries and goes with another database")
                .hasMessageContaining("move the journal's folder away");
        assertThat(other.number("SELECT count(*) FROM generation")).isZero();

        Files.move(journal(other), temp.resolve("away"));
        other.open().close();
    }

    @Test
    void aCopyOfAJournalThatWentOnElsewhereIsRefused() throws IOException {
        house.open().close();
        leave(5);
        copy(journal(house), temp.resolve("copy"));
        house.open().close(); // the five are applied, and the journal has another mark
        Files.move(journal(house), temp.resolve("newer"));
        Files.move(temp.resolve("copy"), journal(house));
        assertThatThrownBy(house::open).hasMessageContaining("older state of it");
        assertThat(records()).isEqualTo(5);
    }

    @Test
    void anEmptyJournalGoesOnBehindAnyDatabase() throws IOException {
        house.open().close();
        leave(5);
        house.open().close();
        Files.move(journal(house), temp.resolve("away"));
        house.open().close();
        leave(3);
        house.open().close();
        assertThat(records()).isEqualTo(5); // the same ids: what is there stays
        assertThat(house.number("SELECT count(*) FROM refused_record")).isEqualTo(3);
        assertThat(house.number("SELECT max(sequence) FROM applied")).isEqualTo(8);
    }

    @Test
    void aDatabaseThatLacksWhatTheJournalHasGivenUpIsRefused() {
        house.open().close();
        leave(2);
        house.open().close();
        leave(3);
        house.run("UPDATE applied SET sequence = 0");
        assertThatThrownBy(house::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lacks 2 entries");
    }

    @Test
    void aStoreThatMovesTakesItsJournalAlong() throws IOException {
        house.open().close();
        leave(4);
        house.open().close();
        Path file = temp.resolve("export");
        new StoreCopies(house.folder(), house.url()).exportTo(file, (table, rows) -> {});
        leave(6); // after the export, in the journal only
        House target = kind.in(temp.resolve("target"));
        new StoreCopies(target.folder(), target.url()).importFrom(file, (table, rows) -> {});
        copy(journal(house), journal(target));
        Path name = house.folder().resolve("node-instance");
        if (Files.exists(name)) {
            Files.copy(name, target.folder().resolve("node-instance"));
        }
        target.open().close();
        assertThat(target.number("SELECT count(*) FROM generation")).isEqualTo(6);
        assertThat(target.number("SELECT max(sequence) FROM applied")).isEqualTo(10);
    }
}
