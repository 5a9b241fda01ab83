package dev.junctor.lab.sim.store;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Law;
import dev.junctor.lab.sim.world.WallClock;
import dev.junctor.server.budget.LeaseStore;
import dev.junctor.server.budget.Subject;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The tables {@code budget}, {@code lease} and {@code node} of a simulated database.
 *
 * <p>Law at every commit: what is left of a budget and all its leases are its limit less the charges in the tables.
 */
public final class LeaseBook {
    private final SimDatabase database;
    private final Map<String, Long> left = new TreeMap<>();
    private final Map<String, Long> limits = new TreeMap<>();
    private final Map<String, Long> law = new TreeMap<>();
    private final Map<Integer, Map<String, Long>> leases = new TreeMap<>();
    private final Map<Integer, Long> alive = new TreeMap<>();
    private final Map<String, Long> inherited = new TreeMap<>();

    LeaseBook(SimDatabase database) {
        this.database = database;
    }

    /** A node says that it lives, until so many milliseconds since 1970 by the database's clock. */
    public void heard(int node, long untilMillis) {
        if (!database.isAway()) {
            alive.put(node, untilMillis);
        }
    }

    /** What nodes have leased of a budget. */
    public long leased(String id) {
        return leases.values().stream().mapToLong(own -> own.getOrDefault(id, 0L)).sum();
    }

    /** Budgets that were made, and what is left of each for all nodes. */
    public Map<String, Long> left() {
        return Map.copyOf(left);
    }

    /** What was taken over from nodes that were not heard: so much may be spent twice, as is documented. */
    public long inherited(String id) {
        return inherited.getOrDefault(id, 0L);
    }

    /** Charges have come into the tables. */
    void settle(int node, Map<String, Long> charges) {
        charges.forEach((id, nanos) -> {
            Map<String, Long> own = leases.getOrDefault(node, Map.of());
            if (own.containsKey(id)) {
                own.merge(id, -nanos, Math::addExact);
            } else {
                left.computeIfPresent(id, (same, rest) -> rest - nanos);
            }
            law.computeIfPresent(id, (same, due) -> due - nanos);
        });
        check();
    }

    /** A customer pays in: there is more for all nodes. */
    void credited(String account, Money amount) {
        String id = "account:" + account;
        left.computeIfPresent(id, (same, rest) -> rest + amount.nanoDollars());
        law.computeIfPresent(id, (same, due) -> due + amount.nanoDollars());
        check();
    }

    private void check() {
        law.forEach((id, due) ->
                Broken.unless(
                        left.getOrDefault(id, 0L) + leased(id) == due,
                        Law.MONEY,
                        -1,
                        id + ": what is left and leased is not the limit less the charges"));
    }

    /** The tables as a node sees them; now and then the answer to a commit is lost. */
    public LeaseStore of(int node, WallClock clock, Dice dice) {
        return new Seen(node, clock, dice);
    }

    private final class Seen implements LeaseStore, LeaseStore.Desk {
        private final int node;
        private final WallClock clock;
        private final Dice dice;

        Seen(int node, WallClock clock, Dice dice) {
            this.node = node;
            this.clock = clock;
            this.dice = dice;
        }

        @Override
        public <T> T run(Work<T> work) throws SQLException {
            database.reach();
            T done = work.with(this);
            check();
            if (dice.oneIn(200)) {
                throw new SQLException("the connection is lost");
            }
            return done;
        }

        private Map<String, Long> own() {
            return leases.computeIfAbsent(node, any -> new TreeMap<>());
        }

        @Override
        public OptionalLong take(String id, long needed, long wanted, int nodes) {
            Long rest = left.get(id);
            if (rest == null) {
                return OptionalLong.empty();
            }
            long slice =
                    rest < needed
                            ? 0
                            : Math.max(
                                    0,
                                    Math.min(
                                            rest,
                                            Math.max(
                                                    needed,
                                                    Math.min(wanted, rest / (4L * nodes)))));
            if (slice > 0) {
                left.put(id, rest - slice);
                own().merge(id, slice, Math::addExact);
            }
            return OptionalLong.of(slice);
        }

        @Override
        public void begin(Beginning budget) {
            long spent =
                    switch (budget.subject()) {
                        case Subject.OfKey(KeyId key) ->
                                database.spentSince(key, budget.begunMillis()).nanoDollars();
                        case Subject.OfAccount(String account) ->
                                -database.credit(account).nanoDollars();
                        case Subject.OfRequests requests -> 0;
                    };
            if (left.putIfAbsent(budget.id(), budget.limit() - spent) == null) {
                law.put(budget.id(), budget.limit() - spent);
                limits.put(budget.id(), budget.limit());
            }
        }

        @Override
        public void limit(String id, long limit) {
            Long before = limits.get(id);
            if (before != null && before != limit) {
                limits.put(id, limit);
                left.merge(id, limit - before, Math::addExact);
                law.merge(id, limit - before, Math::addExact);
            }
        }

        @Override
        public void giveBack(String id, long nanos) {
            Map<String, Long> own = own();
            if (own.getOrDefault(id, 0L) >= nanos) {
                own.merge(id, -nanos, Math::addExact);
                left.merge(id, nanos, Math::addExact);
            }
        }

        @Override
        public void giveBack(String id) {
            Long nanos = own().remove(id);
            if (nanos != null) {
                left.merge(id, nanos, Math::addExact);
            }
        }

        @Override
        public void giveBackAll() {
            own().forEach((id, nanos) -> left.merge(id, nanos, Math::addExact));
            own().clear();
        }

        @Override
        public void giveBackOfDead(long epochMillis) {
            leases.forEach((other, own) -> {
                if (alive.getOrDefault(other, 0L) <= epochMillis) {
                    own.forEach((id, nanos) -> {
                        left.merge(id, nanos, Math::addExact);
                        inherited.merge(id, Math.max(0, nanos), Math::addExact);
                    });
                    own.clear();
                }
            });
        }

        @Override
        public void forgetOld(long epochMillis) {
            // no world is as old as that
        }

        @Override
        public Alive alive() {
            long now = clock.epochMillis();
            long living = alive.values().stream().filter(until -> until > now).count();
            return new Alive(
                    now,
                    alive.containsKey(node) ? alive.get(node) - now : -1,
                    (int) Math.max(1, living));
        }
    }
}
