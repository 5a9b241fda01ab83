package dev.junctor.server.budget;

import static dev.junctor.server.budget.Asking.NOON;
import static dev.junctor.server.budget.Asking.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets.Refill;
import dev.junctor.engine.money.Hold;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that share a real PostgreSQL. */
final class LeasedBudgetsTest {
    private static final ApiKey KEY = limited(500);
    private static final String ID = "key:" + KEY.id().hex();

    @TempDir private Path folder;
    private final List<Node> nodes = new ArrayList<>();
    private Tables tables;

    /** A node's process. */
    private final class Node {
        final Tables.Way way = tables.new Way();
        final AtomicLong pausedNanos = new AtomicLong();
        final int number;
        final LeasedBudgets budgets;

        Node(int number) throws SQLException {
            this.number = number;
            tables.alive(number);
            budgets =
                    new LeasedBudgets(
                            way,
                            account -> ApiKey.UNLIMITED,
                            number,
                            () -> System.nanoTime() + pausedNanos.get());
            budgets.start();
            nodes.add(this);
        }

        Optional<Hold> ask(ApiKey key, long nanos) {
            return Asking.holdOrRefill(budgets, budgets.of(key, NOON), nanos);
        }

        Budget budget() {
            return budgets.of(KEY, NOON).getFirst();
        }

        /** The process is gone, and after half a minute the others know it. */
        void die() {
            way.cut();
            tables.dead(number);
        }

        void settle(long nanos) throws SQLException {
            tables.write(connection -> {
                Leases.settle(connection, number, Map.of(ID, nanos));
                return true;
            });
        }
    }

    private static ApiKey limited(long nanos) {
        return key(1, "acme", new Money(nanos), LimitReset.NEVER);
    }

    private static boolean within(long seconds, BooleanSupplier happens)
            throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            if (happens.getAsBoolean()) {
                return true;
            }
            Thread.sleep(20);
        }
        return happens.getAsBoolean();
    }

    @BeforeEach
    void open() {
        tables = new Tables(folder);
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.budgets.close());
    }

    @Test
    void threeNodesHoldFiveHundredOfAThousandAndNotOneMore() throws Exception {
        List<Node> three = List.of(new Node(1), new Node(2), new Node(3));
        AtomicLong held = new AtomicLong();
        List<Thread> requests = new ArrayList<>();
        for (int request = 0; request < 1_000; request++) {
            Node node = three.get(request % 3);
            requests.add(Thread.ofVirtual().start(() -> askUntilAllIsHeld(node, held)));
        }
        for (Thread request : requests) {
            request.join();
        }

        assertThat(held.get()).isEqualTo(500);
        assertThat(tables.left(ID)).isZero();
        assertThat(tables.leased(ID)).isEqualTo(500);
        for (Node node : three) {
            node.settle(node.budget().held());
        }
        assertThat(tables.leased(ID)).isZero();
        assertThat(tables.left(ID)).isZero();
    }

    private static void askUntilAllIsHeld(Node node, AtomicLong held) {
        try {
            within(
                    30,
                    () -> {
                        if (node.ask(KEY, 1).isPresent()) {
                            held.incrementAndGet();
                            return true;
                        }
                        return held.get() >= 500;
                    });
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void spendingOfAllNodesIsNeverMoreThanTheLimit() throws Exception {
        ApiKey key = limited(1_000_000);
        List<Node> three = List.of(new Node(1), new Node(2), new Node(3));
        AtomicLong spent = new AtomicLong();
        List<Thread> loops = new ArrayList<>();
        for (int loop = 0; loop < 12; loop++) {
            Node node = three.get(loop % 3);
            loops.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int request = 0; request < 500; request++) {
                                    node.ask(key, 1_000)
                                            .ifPresent(hold -> {
                                                hold.settle(700);
                                                spent.addAndGet(700);
                                            });
                                }
                            }));
        }
        for (Thread loop : loops) {
            loop.join();
        }
        assertThat(spent.get()).isBetween(500_000L, 1_000_000L);
        long inMemory = three.stream().mapToLong(node -> node.budget().left()).sum();
        assertThat(tables.left(ID) + inMemory + spent.get()).isEqualTo(1_000_000);
        assertThat(tables.left(ID) + tables.leased(ID)).isEqualTo(1_000_000);
    }

    @Test
    void aBusyNodeLeasesAheadAndLeavesMostToTheOthers() throws Exception {
        ApiKey key = limited(1_000_000);
        Node one = new Node(1);
        Node two = new Node(2);
        long before = one.way.runs();
        for (int request = 0; request < 10_000; request++) {
            one.ask(key, 10).orElseThrow().settle(10);
        }
        assertThat(one.way.runs() - before).isLessThan(500);
        assertThat(one.budget().left()).as("a node has no more than a part").isLessThan(300_000);
        assertThat(two.ask(key, 500_000)).isPresent();
    }

    @Test
    void whatADeadNodeHadIsTheOthersSoon() throws Exception {
        Node one = new Node(1);
        Node two = new Node(2);
        assertThat(two.ask(KEY, 500)).isPresent();
        assertThat(one.ask(KEY, 1)).isEmpty();

        two.die();

        assertThat(within(20, () -> one.ask(KEY, 500).isPresent())).isTrue();
        two.settle(30); // its journal, when it is started again
        assertThat(tables.left(ID)).isEqualTo(-30);
    }

    @Test
    void aNodeThatEndedBetweenLeaseAndUseGivesItBackWhenItStarts() throws Exception {
        Node one = new Node(1);
        assertThat(one.ask(KEY, 1)).isPresent();
        one.way.cut();
        tables.write(connection -> LeaseTables.take(connection, 1, ID, 400, 0, 1));
        assertThat(tables.leased(ID)).isEqualTo(401);

        Node again = new Node(1);
        assertThat(tables.left(ID)).isEqualTo(500);
        assertThat(again.ask(KEY, 500)).isPresent();
    }

    @Test
    void whatNobodyNeedsIsGivenBack() throws Exception {
        Node one = new Node(1);
        Node two = new Node(2);
        one.ask(KEY, 400).orElseThrow().settle(100);
        assertThat(one.budget().left()).isEqualTo(300);
        assertThat(two.ask(KEY, 200)).isEmpty();

        assertThat(within(20, () -> two.ask(KEY, 400).isPresent())).isTrue();
        one.settle(100);
        assertThat(tables.left(ID) + tables.leased(ID)).isEqualTo(400);
    }

    @Test
    void anOrderlyEndGivesAllBack() throws Exception {
        Node one = new Node(1);
        one.ask(KEY, 400).orElseThrow().settle(100);
        one.settle(100);
        one.budgets.close();
        assertThat(tables.left(ID)).isEqualTo(400);
        assertThat(tables.leased(ID)).isZero();
    }

    @Test
    void aNodeThatIsNotHeardHoldsNoMoreAndLeasesAnewWhenItIs() throws Exception {
        Node one = new Node(1);
        one.ask(KEY, 400).orElseThrow().settle(0);
        List<Budget> before = one.budgets.of(KEY, NOON);
        assertThat(before.getFirst().left()).isEqualTo(400);

        one.way.cut();
        one.pausedNanos.addAndGet(3_700_000_000_000L); // past the hour that its row says
        assertThat(within(5, () -> before.getFirst().left() == 0)).isTrue();
        assertThat(Asking.hold(one.budgets.of(KEY, NOON), 1)).isEmpty();
        assertThat(Asking.refill(one.budgets, one.budget(), 1)).isEqualTo(Refill.UNKNOWN);

        one.way.mend();
        assertThat(within(20, () -> one.ask(KEY, 500).isPresent())).isTrue();
        assertThat(tables.leased(ID)).isEqualTo(500);
    }

    @Test
    void aDatabaseThatIsGoneLeavesTheLeasesToSpend() throws Exception {
        Node one = new Node(1);
        one.ask(KEY, 100).orElseThrow().settle(0);
        one.way.cut();
        assertThat(one.ask(KEY, 100)).isPresent();
        assertThat(Asking.refill(one.budgets, one.budget(), 1)).isEqualTo(Refill.UNKNOWN);
    }

    @Test
    void whatWasSpentBeforeIsReckonedFromTheTables() throws Exception {
        ApiKey daily = key(7, "acme", new Money(1_000), LimitReset.DAILY);
        String hex = daily.id().hex();
        long today = NOON / Asking.DAY;
        for (long day = today - 1; day <= today; day++) {
            tables.run(
                    "INSERT INTO key_day_model VALUES ('\\x"
                            + hex
                            + "', "
                            + day
                            + ", 'acme/m', 1, 0, 0, 0, 0, 0, 300, 0, 0, 0)");
        }
        tables.run("INSERT INTO ledger_balance VALUES ('credit:acme', 5000)");
        Node one = new Node(1);

        assertThat(one.ask(daily, 701)).isEmpty();
        assertThat(one.ask(daily, 700)).isPresent();
        tables.write(connection -> {
            LeaseTables.begin(
                    connection,
                    new LeaseStore.Beginning(
                            "account:acme",
                            new Subject.OfAccount("acme"),
                            Long.MIN_VALUE,
                            100,
                            LeaseStore.Reckoning.FROM_TABLES));
            Leases.credited(connection, "acme", new Money(50));
            return true;
        });
        assertThat(tables.left("account:acme")).isEqualTo(5_150);
    }

    @Test
    void aChangedLimitIsGivenToAllNodes() throws Exception {
        Node one = new Node(1);
        Node two = new Node(2);
        assertThat(one.ask(KEY, 500)).isPresent();
        change(KEY, limited(800));
        assertThat(two.ask(limited(800), 300)).isPresent();
        assertThat(two.ask(limited(800), 1)).isEmpty();

        change(limited(800), limited(600));
        assertThat(tables.left(ID)).isEqualTo(-200);
        assertThat(one.ask(limited(600), 1)).isEmpty();
    }

    @Test
    void aLimitThatIsTakenAwayAndSetAgainIsReckonedAnew() throws Exception {
        Node one = new Node(1);
        assertThat(one.ask(KEY, 500)).isPresent();
        ApiKey free = key(1, "acme", ApiKey.UNLIMITED, LimitReset.NEVER);
        change(KEY, free);
        assertThat(one.ask(free, 10_000)).isPresent();
        assertThat(tables.leased(ID)).isZero();

        tables.run("INSERT INTO key_spent VALUES ('\\x" + KEY.id().hex() + "', 450)");
        change(free, KEY);
        assertThat(one.ask(KEY, 51)).isEmpty();
        assertThat(one.ask(KEY, 50)).isPresent();
    }

    @Test
    void aLimitThatAFileDeclaresAnewHoldsWithTheFirstSlice() throws Exception {
        Node one = new Node(1);
        one.ask(KEY, 100).orElseThrow().settle(100);
        one.settle(100);
        Node two = new Node(2); // its file says another limit; nobody changed it in the tables
        assertThat(two.ask(limited(800), 700)).isPresent();
        assertThat(two.ask(limited(800), 1)).isEmpty();

        one.budgets.changed(limited(800), NOON); // its file was changed too
        assertThat(one.ask(limited(800), 1)).isEmpty();
        one.budgets.changed(limited(850), NOON);
        assertThat(one.ask(limited(850), 50)).isPresent();
        assertThat(one.ask(limited(850), 1)).isEmpty();
    }

    @Test
    void aNameThatIsUsedAgainInheritsNothing() throws Exception {
        tables.run(
                "INSERT INTO budget (id, limit_nanos, left_nanos) VALUES ('account:acme', 7, 7),"
                        + " ('account:acme2', 7, 7), ('book:free:acme:20781', 7, 7),"
                        + " ('book:acme:other:20781', 7, 7), ('"
                        + ID
                        + "', 7, 7), ('"
                        + ID
                        + "@1795478400000', 7, 7)");
        tables.run("INSERT INTO lease VALUES (1, 'account:acme', 7, 0), (1, '" + ID + "', 7, 0)");
        tables.write(connection -> {
            Leases.forgotten(connection, "acme");
            Leases.forgotten(connection, KEY.id());
            return true;
        });
        assertThat(tables.number("SELECT count(*) FROM budget")).isEqualTo(2);
        assertThat(tables.number("SELECT count(*) FROM lease")).isZero();
    }

    private void change(ApiKey before, ApiKey after) throws SQLException {
        tables.write(connection -> {
            Leases.changed(connection, before, after, NOON);
            return true;
        });
        nodes.forEach(node -> node.budgets.changed(after, NOON));
    }

    @Test
    void nodesCountRequestsTogether() throws Exception {
        PriceBook book =
                new PriceBook(
                        "free", List.of(), List.of(), List.of(), 0, 0, 0, 10, 0, Long.MAX_VALUE);
        int counted = 0;
        List<Node> two = List.of(new Node(1), new Node(2));
        for (int request = 0; request < 30; request++) {
            LeasedBudgets budgets = two.get(request % 2).budgets;
            Budget count = budgets.requests(book, "acme", NOON).orElseThrow();
            if (Asking.holdOrRefill(budgets, List.of(count), 1).isPresent()) {
                counted++;
            }
        }
        assertThat(counted).isEqualTo(10);
    }

    @Test
    void budgetsOfPeriodsThatAreLongOverAreForgotten() throws Exception {
        long now = NOON;
        tables.run(
                "INSERT INTO budget (id, limit_nanos, left_nanos) VALUES ('key:ab@"
                        + (now - 39 * Asking.DAY)
                        + "', 1, 1), ('key:ab@"
                        + (now - 37 * Asking.DAY)
                        + "', 1, 1), ('key:ab', 1, 1), ('account:b:1', 1, 1), ('book:b:a:"
                        + (now / Asking.DAY - 8)
                        + "', 1, 1), ('book:b:a:"
                        + now / Asking.DAY
                        + "', 1, 1)");
        tables.write(connection -> {
            LeaseTables.forgetOld(connection, now);
            return true;
        });
        assertThat(tables.number("SELECT count(*) FROM budget")).isEqualTo(4);
    }
}
