package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.kit.PostgresServer;
import dev.junctor.server.secret.KeyMaker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresDatabaseTest {
    private static final PostgresServer SERVER = PostgresServer.get();

    @TempDir Path temp;

    private final PostgresServer.TestDatabase place = SERVER.database();

    private House node(String name) {
        return new House.Server(temp.resolve(name), place);
    }

    private static void refused(String url, Path folder, String why) {
        assertThatThrownBy(() -> Store.open(folder, DatabaseUrl.parse(url), House.SMALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why)
                .satisfies(refusal -> {
                    StringWriter trace = new StringWriter();
                    refusal.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString())
                            .doesNotContain(PostgresServer.PASSWORD)
                            .doesNotContain("not-it");
                });
    }

    @Test
    void whatKeepsItFromStartingIsSaidInOneSentenceWithoutThePassword() {
        String url = place.url();
        String password = "pa$s%2Fw%40rd%3A%25";
        refused(url.replace(password, "not-it"), temp, "check user and password");
        refused(url.replace(place.name(), "nowhere"), temp, "createdb nowhere");
        refused(url.replace(":" + place.port(), ":1"), temp, "no PostgreSQL server can be reached");
        refused(url.replace("disable", "require"), temp, "sslmode");
        SERVER.run("ALTER DATABASE " + place.name() + " SET default_transaction_read_only = on");
        refused(url, temp, "is read-only");
        SERVER.run("ALTER DATABASE " + place.name() + " RESET default_transaction_read_only");
        node("folder").open().close();
    }

    @Test
    void aUserThatMayNotMakeTablesIsToldWhatToGrant() {
        SERVER.run("ALTER DATABASE " + place.name() + " OWNER TO postgres");
        refused(place.url(), temp, "grant CREATE");
    }

    @Test
    void nodesThatStartAtOnceMakeTheTablesOnceAndHaveNumbersOfTheirOwn() throws Exception {
        int nodes = 6;
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService running = Executors.newFixedThreadPool(nodes)) {
            List<Future<Store>> starting = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                House node = node("node" + i);
                Callable<Store> start =
                        () -> {
                            together.await();
                            return node.open();
                        };
                starting.add(running.submit(start));
            }
            together.countDown();
            List<Integer> numbers = new ArrayList<>();
            List<Store> stores = new ArrayList<>();
            for (Future<Store> store : starting) {
                stores.add(store.get());
                numbers.add(stores.getLast().node());
            }
            assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
            stores.forEach(Store::close);
        }
    }

    @Test
    void aFolderKeepsItsNumberAndOthersDoNotGetIt() {
        try (Store first = node("a").open();
                Store second = node("b").open()) {
            assertThat(List.of(first.node(), second.node())).containsExactly(0, 1);
        }
        try (Store third = node("c").open();
                Store second = node("b").open()) {
            assertThat(third.node()).isEqualTo(2);
            assertThat(second.node()).isEqualTo(1);
        }
        assertThat(node("a").number("SELECT count(*) FROM node WHERE expires_ms > 1000000"))
                .isEqualTo(3); // they say until when they lived
    }

    @Test
    void aNodeWhoseNumberIsTakenLearnsOfIt() throws SQLException, InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Database database = node("a").database()) {
            DataFolder folder = DataFolder.open(temp.resolve("a"));
            NodeNumbers first = NodeNumbers.claim(database, folder, 20_000_000);
            first.onLost(told::countDown);
            assertThat(told.await(200, TimeUnit.MILLISECONDS)).isFalse();
            NodeNumbers onACopy = NodeNumbers.claim(database, folder, 20_000_000);
            assertThat(onACopy.number()).isEqualTo(first.number());
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            first.close();
            onACopy.close();
            folder.close();
        }
    }

    @Test
    void aChangeOnOneNodeIsSeenByTheOthersWithinASecond() throws InterruptedException {
        KeyMaker.NewKey made = new KeyMaker(new Random(3)).make();
        ApiKey key =
                new ApiKey(
                        made.id(),
                        "shared",
                        made.label(),
                        ApiKey.Kind.INFERENCE,
                        ApiKey.Standing.ENABLED,
                        ApiKey.Origin.STORE,
                        ApiKey.DEFAULT_ACCOUNT,
                        new Money(7),
                        LimitReset.NEVER,
                        1,
                        Long.MAX_VALUE);
        try (Store here = node("a").open();
                Store there = node("b").open()) {
            here.keys().create(key);
            within(5, () -> there.keys().find(key.id()).isPresent());
            there.keys().delete(key.id());
            within(5, () -> here.keys().find(key.id()).isEmpty());
            assertThat(here.keys().change(key.id(), before -> before))
                    .isEqualTo(KeyStore.Change.UNKNOWN);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void within(int seconds, Condition condition) throws InterruptedException {
        for (int i = 0; i < seconds * 100 && !condition.holds(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.holds()).isTrue();
    }

    @Test
    void aServerThatComesBackIsFoundAgainAndNothingIsLost() {
        House house = node("a");
        List<GenerationRecord> records = new ArrayList<>();
        try (Store store = house.open()) {
            IdMaker ids = store.ids();
            for (int round = 0; round < 5; round++) {
                SERVER.shut(place);
                for (int i = 0; i < 100; i++) {
                    GenerationRecord record =
                            Records.record(
                                    i, ids.next(Records.NOON), store.publicIds(), Records.NOON);
                    store.records().append(record, Records.LOOP, () -> {});
                    records.add(record);
                }
                assertThat(store.records().flush(300_000_000)).isFalse();
                SERVER.reopen(place);
                assertThat(store.records().flush(30_000_000_000L)).isTrue();
            }
            assertThat(store.recording().applier().refused()).isZero();
            for (GenerationRecord record : records) {
                assertThat(store.generations().find(record.publicId())).contains(record);
            }
        }
        assertThat(house.number("SELECT count(*) FROM generation")).isEqualTo(500);
        assertThat(house.number("SELECT sum(requests) FROM day_endpoint")).isEqualTo(500);
    }

    @Test
    void recordsMoveFromTheRestIntoTheirMonth() throws SQLException {
        House house = node("a");
        long later = Records.NOON + 200 * 86_400_000L;
        try (Store store = house.open()) {
            IdMaker ids = store.ids();
            for (long created : List.of(Records.NOON, later)) {
                store.records()
                        .append(
                                Records.record(1, ids.next(created), store.publicIds(), created),
                                Records.LOOP,
                                () -> {});
            }
        }
        assertThat(house.number("SELECT count(*) FROM generation_rest")).isEqualTo(1);
        try (Database database = house.database()) {
            database.write(connection -> {
                Partitions.prepare(connection, later);
                return true;
            });
            assertThat(database.read(Partitions::months)).hasSizeGreaterThanOrEqualTo(6);
        }
        assertThat(house.number("SELECT count(*) FROM generation_rest")).isZero();
        assertThat(house.number("SELECT count(*) FROM generation")).isEqualTo(2);
    }

    @Test
    void monthsThatAreOldEnoughGoAsWholesAndOthersStay() {
        House house = node("a");
        long day = 86_400_000L;
        try (Store store = house.open()) {
            long november = Records.NOON;
            long january = Records.NOON + 55 * day;
            try (Database database = house.database()) {
                database.write(connection -> {
                    Partitions.prepare(connection, november);
                    return true;
                });
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            IdMaker ids = new IdMaker(0, 0);
            for (long created : List.of(november, january)) {
                long id = ids.next(created);
                store.records()
                        .append(
                                Records.record(1, id, store.publicIds(), created),
                                Records.LOOP,
                                () -> {});
            }
            assertThat(store.records().flush(20_000_000_000L)).isTrue();
            store.retention().forget(30, Records.NOON + 80 * day); // until 13 January
            assertThat(house.number("SELECT count(*) FROM generation")).isEqualTo(1);
            assertThat(house.number("SELECT count(*) FROM generation_2027_01")).isEqualTo(1);
            assertThat(house.number("SELECT count(to_regclass('generation_2026_11'))")).isZero();
            assertThat(house.number("SELECT count(to_regclass('generation_2026_12'))")).isZero();
        }
    }

    @Test
    void aRecordTakesAtMost800Bytes() {
        House house = node("a");
        try (Store store = house.open()) {
            IdMaker ids = store.ids();
            for (int i = 0; i < 20_000; i++) {
                store.records()
                        .append(
                                Records.record(
                                        i, ids.next(Records.NOON), store.publicIds(), Records.NOON),
                                Records.LOOP,
                                () -> {});
            }
        }
        long bytes =
                house.number(
                        "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                                + " WHERE inhparent = 'generation'::regclass");
        assertThat(bytes / 20_000).isBetween(300L, 800L);
    }
}
