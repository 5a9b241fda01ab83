package dev.junctor.lab.sim.node;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Life;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.budget.Aside;
import dev.junctor.server.budget.CreditLines;
import dev.junctor.server.budget.LeasedBudgets;
import dev.junctor.server.budget.NodeBudgets;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The real limits of a process: its own where it is alone, leased where it is one of several. */
final class Limits implements Budgets {
    private static final long ROUND_NANOS = 100 * Timeline.MILLI;
    private static final long HEARTBEAT_NANOS = 5 * Timeline.SECOND;
    private static final long LIFETIME_MILLIS = 30_000;

    private final Surroundings world;
    private final Machine machine;
    private final Life life;
    private final Dice dice;
    private final Optional<LeasedBudgets> leased;
    private final Optional<NodeBudgets> alone;
    private final Budgets budgets;
    private final Set<Budget> seen = new LinkedHashSet<>();

    /**
     * Begins.
     *
     * @throws SQLException when the database does not answer
     */
    Limits(Surroundings world, Machine machine, Life life, Dice dice) throws SQLException {
        this.world = world;
        this.machine = machine;
        this.life = life;
        this.dice = dice;
        Scene scene = world.scene();
        CreditLines lines = account -> scene.lines().getOrDefault(account, Money.ZERO);
        long now = machine.clock().epochMillis();
        if (scene.nodes() == 1) {
            NodeBudgets own = new NodeBudgets(world.database(), lines, aside());
            if (dice.oneIn(2)) {
                own.prepare(scene.secrets().values(), scene.lines().keySet(), now);
            }
            budgets = own;
            alone = Optional.of(own);
            leased = Optional.empty();
        } else {
            beat();
            LeasedBudgets shared =
                    new LeasedBudgets(
                            world.database()
                                    .leases()
                                    .of(machine.number(), machine.clockOfDatabase(), dice),
                            lines,
                            world.timeline()::now,
                            aside());
            shared.begin();
            budgets = shared;
            alone = Optional.empty();
            leased = Optional.of(shared);
            tick(ROUND_NANOS, shared::round);
            tick(ROUND_NANOS, shared::lookAtClock);
            tick(HEARTBEAT_NANOS, this::beat);
        }
    }

    private void beat() {
        world.database()
                .leases()
                .heard(machine.number(), machine.clockOfDatabase().epochMillis() + LIFETIME_MILLIS);
    }

    private void tick(long everyNanos, Runnable task) {
        world.timeline()
                .at(
                        world.timeline().now() + everyNanos,
                        Timeline.Kind.TICK,
                        life,
                        () -> {
                            task.run();
                            tick(everyNanos, task);
                        });
    }

    /** A question to the database takes its time. */
    private Aside aside() {
        return work ->
                world.timeline()
                        .at(
                                world.timeline().now() + dice.between(1, 40) * Timeline.MILLI,
                                Timeline.Kind.DEED,
                                life,
                                work);
    }

    @Override
    public List<Budget> of(ApiKey key, long epochMillis) {
        List<Budget> found = budgets.of(key, epochMillis);
        seen.addAll(found);
        return found;
    }

    @Override
    public Optional<Budget> requests(PriceBook book, String account, long epochMillis) {
        Optional<Budget> found = budgets.requests(book, account, epochMillis);
        found.ifPresent(seen::add);
        return found;
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
        budgets.refill(budget, needed, loop, answered);
    }

    /** A customer has paid in; the tables have it. */
    void credited(String account, Money amount) {
        alone.ifPresent(own -> own.credited(account, amount));
    }

    /** Every limit that a request came under. */
    Set<Budget> seen() {
        return seen;
    }

    /** Gives back what is leased; to be called when all is in the tables. */
    void close() {
        leased.ifPresent(LeasedBudgets::close);
    }
}
