package dev.junctor.server.budget;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The leases of one node in a PostgreSQL. */
record SqlLeases(Transactions database, int node) implements LeaseStore {
    @Override
    public <T> T run(Work<T> work) throws SQLException {
        return database.run(connection -> work.with(new Tables(connection, node)));
    }

    private record Tables(Connection connection, int node) implements Desk {
        @Override
        public OptionalLong take(String id, long needed, long wanted, int nodes)
                throws SQLException {
            return LeaseTables.take(connection, node, id, needed, wanted, nodes);
        }

        @Override
        public void begin(Beginning budget) throws SQLException {
            LeaseTables.begin(connection, budget);
        }

        @Override
        public void limit(String id, long limit) throws SQLException {
            LeaseTables.limit(connection, id, limit);
        }

        @Override
        public void giveBack(String id, long nanos) throws SQLException {
            LeaseTables.giveBack(connection, node, id, nanos);
        }

        @Override
        public void giveBack(String id) throws SQLException {
            LeaseTables.giveBack(connection, node, id);
        }

        @Override
        public void giveBackAll() throws SQLException {
            LeaseTables.giveBackAll(connection, node);
        }

        @Override
        public void giveBackOfDead(long epochMillis) throws SQLException {
            LeaseTables.giveBackOfDead(connection, epochMillis);
        }

        @Override
        public void forgetOld(long epochMillis) throws SQLException {
            LeaseTables.forgetOld(connection, epochMillis);
        }

        @Override
        public Alive alive() throws SQLException {
            return LeaseTables.alive(connection, node);
        }
    }
}
