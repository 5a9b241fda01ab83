package dev.junctor.server.budget;

import dev.junctor.engine.money.Budget;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this node has of a budget that several spend from, and how much of it is needed: as much as was spent in the last
 * seconds. Only threads beside the loops come here, one at a time.
 */
final class Lease {
    private final Share share;
    private final ReentrantLock lock = new ReentrantLock();
    private LeaseStore.Reckoning reckoning;
    private volatile boolean forgotten;
    private boolean begun;
    private long agreedLimit;
    private long settledAtStart;
    private long settledLast;
    private long demanded;
    private long demandedLast;
    private long lowest;

    /**
     * @param reckoning how the budget is made where there is none yet
     */
    Lease(Share share, LeaseStore.Reckoning reckoning) {
        this.share = share;
        this.reckoning = reckoning;
    }

    Share share() {
        return share;
    }

    Budget budget() {
        return share.budget();
    }

    ReentrantLock lock() {
        return lock;
    }

    LeaseStore.Reckoning reckoning() {
        return reckoning;
    }

    /** Whether this process has taken from it; what an earlier one had left is given back first. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Whether the budget may stand under another limit than this process knows: before its first slice, for the limit
     * may be one that a file declares, and after a change.
     */
    boolean mayDisagree() {
        return !begun || agreedLimit != share.terms().limit();
    }

    /** So much was taken under a limit, because requests needed it or to have it in time. */
    void taken(long nanos, long needed, long limit) {
        begun = true;
        agreedLimit = limit;
        reckoning = LeaseStore.Reckoning.FROM_TABLES;
        if (needed > 0) {
            demanded += nanos;
        }
        if (nanos > 0) {
            share.grant(nanos);
        }
    }

    /** What it should have: the spending of some seconds; more and more while requests come that lack something. */
    long wanted() {
        long spent = Math.max(settledLast, share.settled() - settledAtStart);
        return Math.max(spent, Math.min(Long.MAX_VALUE / 8, 2 * Math.max(demanded, demandedLast)));
    }

    /**
     * Whether so little is left that more should be taken before requests lack it, or the limit was changed, which all
     * who take must know.
     */
    boolean runsLow() {
        return begun && (mayDisagree() || budget().left() < wanted() / 2);
    }

    /** A look now and then. */
    void look() {
        lowest = Math.min(lowest, Math.max(0, budget().left()));
    }

    /** What nobody needed in the last seconds, which end now. */
    long spare() {
        long spare = Math.max(0, lowest - wanted());
        long settled = share.settled();
        settledLast = settled - settledAtStart;
        settledAtStart = settled;
        demandedLast = demanded;
        demanded = 0;
        lowest = Math.max(0, budget().left());
        return begun ? spare : 0;
    }

    /** No request comes under it any more; those under way end as they would. */
    void forget() {
        forgotten = true;
    }

    /** Whether nothing is held any more, and its period is over for long or it is forgotten. */
    boolean isOver(long epochMillis) {
        return (forgotten || share.endsMillis() < epochMillis) && budget().unspent() == 0;
    }
}
