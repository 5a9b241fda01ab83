package dev.junctor.server.budget;

import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.EventLoop;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of a node among several on one PostgreSQL. It takes slices of what is left of a budget and spends from
 * those in memory; no event loop waits for the database. What nobody needs for some seconds is given back, so that other
 * nodes find it; so is what a node had that is dead.
 *
 * <p>Bounds. While nodes reach the database no limit is overspent, and what one has leased is all there is for it. Three
 * events may let a limit be exceeded:
 *
 * <ul>
 *   <li>A node is killed with charges in its journal that are not in the tables: by those charges, some 200 ms of its
 *       spending, and only if others spend its leases, which they can after half a minute, before it is started again.
 *   <li>A node lives on for more than half a minute without the database: it stops holding, and what it holds at that
 *       moment may be spent by others as well.
 *   <li>A limit is set where there was none, or begins anew at other times than before: what is under way or not yet in
 *       the tables at that moment, and what nodes have leased until they hear of it, within a second.
 * </ul>
 *
 * <p>When the connection is lost while a slice is taken, nobody knows whether it was: the slice is not spent, and given
 * back when this node starts again.
 */
public final class LeasedBudgets implements Budgets, LiveBudgets, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedBudgets.class);

    /** From which spending a slice's size is reckoned, and for how long nobody may need what is given back. */
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HEAR_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long FORGET_NANOS = TimeUnit.HOURS.toNanos(1);

    /** How long after a node's last sign of life its leases are others': it has stopped to use them by then. */
    private static final long GRACE_MILLIS = 5_000;

    private final LeaseStore database;
    private final LongSupplier nanoTime;
    private final Periods periods;
    private final ConcurrentMap<String, Lease> leases = new ConcurrentHashMap<>();
    private final Questions questions;
    private final Thread thread;
    private final Thread watch;
    private volatile int nodes = 1;
    private volatile long aliveUntil;
    private volatile boolean lapsed = true;
    private volatile boolean lost;
    private volatile boolean closing;
    private volatile boolean reachable = true;
    private long heard;
    private long window;
    private long forgot;

    /**
     * Limits of which nothing is leased yet.
     *
     * @param node this process's row in the table {@code node}, which somebody else keeps alive
     * @param nanoTime a clock that never steps back
     */
    public LeasedBudgets(
            Transactions database, CreditLines lines, int node, LongSupplier nanoTime) {
        this(new SqlLeases(database, node), lines, nanoTime, Aside.VIRTUAL_THREADS);
    }

    /**
     * Limits of which nothing is leased yet.
     *
     * @param nanoTime a clock that never steps back
     * @param aside where requests that lack something have the database asked for it
     */
    public LeasedBudgets(
            LeaseStore database, CreditLines lines, LongSupplier nanoTime, Aside aside) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.questions = new Questions(aside);
        this.periods = new Periods(lines, new Leased());
        this.thread = Thread.ofPlatform().name("budget-leases").daemon().unstarted(this::run);
        this.watch = Thread.ofPlatform().name("budget-watch").daemon().unstarted(this::watch);
    }

    private final class Leased implements Periods.Kind {
        @Override
        public void begun(Share share) {
            keep(new Lease(share, LeaseStore.Reckoning.FROM_TABLES));
        }

        @Override
        public Share next(Share known, long nowMillis) {
            Share next = new Share(known.subject(), known.terms(), nowMillis);
            keep(new Lease(next, LeaseStore.Reckoning.NEW_PERIOD));
            return next;
        }

        @Override
        public boolean keeps(Share known, Terms changed) {
            return known.terms().reset() == changed.reset()
                    && known.terms().bounds() == changed.bounds();
        }

        private void keep(Lease lease) {
            Lease old = leases.put(lease.budget().id(), lease);
            if (old != null) {
                old.share().takeBack(Long.MAX_VALUE);
            }
        }
    }

    /**
     * Begins: gives back what this node had leased before, when it ended without doing so. To be called when the journal
     * of before is in the tables and the node's row is alive; before that nothing is granted.
     *
     * @throws SQLException when the database fails
     */
    public void start() throws SQLException {
        begin();
        thread.start();
        watch.start();
    }

    /**
     * The same without threads: who begins so calls {@link #round} and {@link #lookAtClock} ten times a second.
     *
     * @throws SQLException when the database fails
     */
    public void begin() throws SQLException {
        heard = nanoTime.getAsLong();
        window = heard;
        forgot = heard - FORGET_NANOS;
        hear();
    }

    /**
     * A key was made or changed, here or by another node; whoever changed it has called {@link Leases#changed}. Never
     * waits.
     */
    public void changed(ApiKey key, long epochMillis) {
        periods.change(key, epochMillis);
    }

    /** The same of an account's credit line. */
    public void changed(String account, long epochMillis) {
        periods.change(account, epochMillis);
    }

    /** A key is gone. */
    public void forget(KeyId key) {
        periods.forget(key).ifPresent(this::forget);
    }

    /** An account is gone. */
    public void forget(String account) {
        periods.forget(account).ifPresent(this::forget);
    }

    private void forget(Share share) {
        Lease lease = leases.get(share.budget().id());
        if (lease != null && lease.share() == share) {
            lease.forget();
        }
    }

    @Override
    public List<Budget> of(ApiKey key, long epochMillis) {
        return List.of(
                periods.ofKey(key, epochMillis).budget(),
                periods.ofAccount(key.account(), epochMillis).budget());
    }

    /** As the port says; a count that is set on a book in the middle of a day begins whole. */
    @Override
    public Optional<Budget> requests(PriceBook book, String account, long epochMillis) {
        return book.requestsPerDay() == 0
                ? Optional.empty()
                : Optional.of(periods.ofRequests(book, account, epochMillis).budget());
    }

    @Override
    public void refill(Budget budget, long needed, EventLoop loop, Consumer<Refill> answered) {
        Lease lease = leases.get(budget.id());
        if (lease == null || lease.budget() != budget || isLapsed()) {
            answered.accept(
                    Refill.UNKNOWN); // the next request is under another budget of this name
            return;
        }
        questions.ask(budget.id(), needed, loop, answered, sum -> take(lease, sum));
    }

    private boolean isLapsed() {
        return lost || lapsed || nanoTime.getAsLong() - aliveUntil >= 0;
    }

    private Refill take(Lease lease, long needed) {
        lease.lock().lock();
        try {
            if (isLapsed()) {
                return Refill.UNKNOWN;
            }
            long wanted = lease.wanted();
            long limit = lease.share().terms().limit();
            long nanos = taken(lease, needed, wanted, limit);
            lease.taken(nanos, needed, limit);
            reachable = true;
            if (nanos == 0 && needed > 0) {
                giveBack(
                        lease,
                        Long.MAX_VALUE); // of no use here, but perhaps where it meets the rest
            }
            return nanos > 0 ? Refill.GRANTED : Refill.NOTHING_MORE;
        } catch (SQLException | RuntimeException e) {
            failed(e);
            return Refill.UNKNOWN;
        } finally {
            lease.lock().unlock();
        }
    }

    private long taken(Lease lease, long needed, long wanted, long limit) throws SQLException {
        OptionalLong taken = slice(lease, needed, wanted, limit);
        if (taken.isEmpty()) {
            // By itself: whoever waits for the tables to stand still must not keep others waiting
            // for rows.
            Share share = lease.share();
            LeaseStore.Beginning beginning =
                    new LeaseStore.Beginning(
                            share.budget().id(),
                            share.subject(),
                            share.begunMillis(),
                            share.terms().limit(),
                            lease.reckoning());
            database.run(desk -> {
                desk.begin(beginning);
                return true;
            });
            taken = slice(lease, needed, wanted, limit);
        }
        return taken.orElse(0);
    }

    private OptionalLong slice(Lease lease, long needed, long wanted, long limit)
            throws SQLException {
        String id = lease.budget().id();
        return database.run(desk -> {
            if (!lease.hasBegun()) {
                desk.giveBack(id);
            }
            if (lease.mayDisagree()) {
                desk.limit(id, limit);
            }
            return desk.take(id, needed, wanted, nodes);
        });
    }

    private void watch() {
        while (!closing) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            lookAtClock();
        }
    }

    /** Stops when this node was not heard for too long. Never asks the database: one that does not answer must not delay it. */
    public void lookAtClock() {
        if (isLapsed() && !lapsed) {
            lapse();
        }
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            round();
        }
    }

    /** What is done ten times a second: takes before it is lacked, gives back what nobody needs. May block. */
    public void round() {
        long now = nanoTime.getAsLong();
        try {
            if (now - heard >= HEAR_NANOS) {
                heard = now;
                hear();
            }
            boolean ends = now - window >= WINDOW_NANOS;
            look(ends);
            window = ends ? now : window;
            if (now - forgot >= FORGET_NANOS) {
                forgot = now;
                forgetOld();
            }
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (reachable) {
            LOG.warn("budgets cannot be leased for now: {}", e.getMessage());
        }
        reachable = false;
    }

    /** Looks whether this node is heard by the others, and takes over what the dead have left. */
    private void hear() throws SQLException {
        if (lost) {
            return;
        }
        long asked = nanoTime.getAsLong();
        LeaseStore.Alive alive =
                database.run(desk -> {
                    LeaseStore.Alive found = desk.alive();
                    if (lapsed) {
                        desk.giveBackAll();
                    }
                    desk.giveBackOfDead(found.nowMillis() - GRACE_MILLIS);
                    return found;
                });
        reachable = true;
        nodes = alive.nodes();
        aliveUntil = asked + TimeUnit.MILLISECONDS.toNanos(Math.max(0, alive.remainingMillis()));
        lapsed = alive.remainingMillis() <= 0;
    }

    /** Another process has this node's number, and its leases: none are taken, and none given back, any more. */
    public void lost() {
        lost = true;
        lapse();
    }

    /**
     * Stops spending from the leases, since they are others' soon: the node was not heard for long, or another process
     * has its number.
     */
    public void lapse() {
        lapsed = true;
        List<Lease> ended = List.copyOf(leases.values());
        periods.clear();
        for (Lease lease : ended) {
            if (leases.remove(lease.budget().id(), lease)) {
                lease.share().takeBack(Long.MAX_VALUE);
            }
        }
        LOG.warn("this node is not heard by its database: it leases anew when it is");
    }

    private void look(boolean windowEnds) throws SQLException {
        for (Lease lease : leases.values()) {
            if (closing || lease.share().terms().bounds() == Budget.Bounds.ENDLESS) {
                continue;
            }
            lease.lock().lock();
            try {
                lease.look();
                if (windowEnds) {
                    giveBack(lease, lease.spare());
                }
            } finally {
                lease.lock().unlock();
            }
            if (reachable && lease.runsLow() && !isLapsed()) {
                take(lease, 0);
            }
        }
    }

    private void giveBack(Lease lease, long atMost) throws SQLException {
        long nanos = atMost == 0 ? 0 : lease.share().takeBack(atMost);
        if (nanos > 0) {
            String id = lease.budget().id();
            database.run(desk -> {
                desk.giveBack(id, nanos);
                return true;
            });
        }
    }

    private void forgetOld() throws SQLException {
        long now =
                database.run(desk -> {
                    long found = desk.alive().nowMillis();
                    desk.forgetOld(found);
                    return found;
                });
        leases.values().removeIf(lease -> lease.isOver(now - TimeUnit.HOURS.toMillis(1)));
    }

    @Override
    public Optional<Live> ofKey(ApiKey key, long epochMillis) {
        return periods.liveOfKey(key.id());
    }

    @Override
    public Optional<Live> ofAccount(String account) {
        return periods.liveOfAccount(account);
    }

    @Override
    public List<Live> held() {
        return periods.held();
    }

    /** Gives all leases back. To be called when no request is under way and the journal is in the tables. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
            watch.join();
            for (Lease lease : leases.values()) {
                lease.share().takeBack(Long.MAX_VALUE);
            }
            if (!isLapsed()) {
                lapsed = true;
                database.run(desk -> {
                    desk.giveBackAll();
                    return true;
                });
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "what this node had leased is given back by others in a minute: {}",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
