package dev.junctor.server.budget;

import java.sql.SQLException;
import java.util.OptionalLong;

/** What a node that leases needs of the tables {@code budget} and {@code lease}. */
public interface LeaseStore {
    /**
     * Does something in one transaction: all of it or nothing. May block.
     *
     * @throws SQLException when nothing was written, or the connection was lost while it was
     */
    <T> T run(Work<T> work) throws SQLException;

    /** Something done in a transaction. */
    interface Work<T> {
        /** Does it; it may be called again, and then sees none of its own changes. */
        T with(Desk desk) throws SQLException;
    }

    /** The tables as this node sees them in a transaction. */
    interface Desk {
        /**
         * Leases a slice: what is needed, or as much as is wanted where that is a small part of what is left.
         *
         * @param nodes that may want the rest
         * @return how much, at most what is left; empty when there is no such budget
         */
        OptionalLong take(String id, long needed, long wanted, int nodes) throws SQLException;

        /** Makes a budget from what was spent, where another node has not made it in the meantime. */
        void begin(Beginning budget) throws SQLException;

        /** Puts a budget under a limit, if it stands under another one; what was spent and leased stays so. */
        void limit(String id, long limit) throws SQLException;

        /** Gives back a part of this node's lease, if it still has it. */
        void giveBack(String id, long nanos) throws SQLException;

        /** Gives back this node's whole lease on a budget, as far as no charge was taken from it. */
        void giveBack(String id) throws SQLException;

        /** Gives back all leases of this node. */
        void giveBackAll() throws SQLException;

        /** Gives back the leases of nodes that were alive until {@code epochMillis} at the latest. */
        void giveBackOfDead(long epochMillis) throws SQLException;

        /** Forgets budgets of periods that are over for long. */
        void forgetOld(long epochMillis) throws SQLException;

        /** Looks whether this node is heard, and how many are. */
        Alive alive() throws SQLException;
    }

    /**
     * A budget to be made.
     *
     * @param begunMillis when its period began; the smallest number for ever
     * @param limit in nano-dollars or in requests
     */
    record Beginning(
            String id, Subject subject, long begunMillis, long limit, Reckoning reckoning) {}

    /** Whether anything can have been spent under a budget before it was made. */
    enum Reckoning {
        /** It can: no charge may come in between. */
        FROM_TABLES,
        /** Its period began while this process watched its limit. */
        NEW_PERIOD
    }

    /** Until when a node is alive, by how much from now; {@code remainingMillis} is negative when it is not heard. */
    record Alive(long nowMillis, long remainingMillis, int nodes) {}
}
