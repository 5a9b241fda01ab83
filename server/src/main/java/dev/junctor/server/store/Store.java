package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** All that one process keeps in its data folder: keys, records, their sums. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final String FILE = "junctor.db";
    private static final String PUBLIC_ID_KEY = "public_id_key";

    private final DataFolder folder;
    private final Database database;
    private final KeyStore keys;
    private final RecordWriter records;
    private final KeyBudgets budgets;
    private final Generations generations;
    private final Activity activity;
    private final PublicIds publicIds;
    private final long greatestId;

    private Store(DataFolder folder, Database database) throws SQLException {
        this.folder = folder;
        this.database = database;
        this.publicIds = new PublicIds(publicIdKey(database));
        this.greatestId = database.read(Store::greatestId);
        this.keys = new KeyStore(database);
        this.budgets = new KeyBudgets(keys);
        Pending pending = new Pending();
        this.records = new RecordWriter(new SqlGroups(database), keys, pending);
        this.generations = new Generations(database, pending, publicIds);
        this.activity = new Activity(database, records, keys);
    }

    /**
     * Opens the store in a folder, which is made when it is not there.
     *
     * @throws StoreException when the folder cannot be written, another process has it, or a newer version wrote it
     */
    public static Store open(Path dataDir) {
        DataFolder folder = DataFolder.open(dataDir);
        List<AutoCloseable> opened = new ArrayList<>(List.of(folder));
        try {
            Database database = Database.open(folder.resolve(FILE));
            opened.addFirst(database);
            Store store = new Store(folder, database);
            store.records.start();
            opened.clear();
            return store;
        } catch (SQLException e) {
            throw new StoreException("the store could not be read: " + e.getMessage(), e);
        } finally {
            opened.forEach(Store::closeQuietly); // what is open when it came to nothing
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("a part of the store was not closed: {}", e.getMessage());
        }
    }

    /** Keys and what was spent with them. */
    public KeyStore keys() {
        return keys;
    }

    /** What may be spent with each key. */
    public KeyBudgets budgets() {
        return budgets;
    }

    /** Where records are written. */
    public RecordWriter records() {
        return records;
    }

    /** Where records are found. */
    public Generations generations() {
        return generations;
    }

    /** Sums over records. */
    public Activity activity() {
        return activity;
    }

    /** The names of records outside. */
    public PublicIds publicIds() {
        return publicIds;
    }

    /**
     * Ids for new records, greater than all that are stored.
     *
     * @param node 0 to 1,023; 0 where there is one process
     */
    public IdMaker idMaker(int node) {
        return new IdMaker(node, greatestId);
    }

    /** A file of another part in the data folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Writes what waits and gives the folder free. */
    @Override
    public void close() {
        records.close();
        database.close();
        folder.close();
    }

    private static byte[] publicIdKey(Database database) throws SQLException {
        return database.write(connection -> {
            byte[] fresh = new byte[PublicIds.KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT OR IGNORE INTO property (name, value) VALUES (?, ?)")) {
                statement.setString(1, PUBLIC_ID_KEY);
                statement.setBytes(2, fresh);
                statement.executeUpdate();
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT value FROM property WHERE name = ?")) {
                statement.setString(1, PUBLIC_ID_KEY);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getBytes(1);
                }
            }
        });
    }

    private static long greatestId(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT coalesce(max(id), 0) FROM generation");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Groups of records in the database's tables. */
    private record SqlGroups(Database database) implements RecordWriter.Groups {
        @Override
        public void write(List<GenerationRecord> group, Map<String, Money> spent, long forgetBefore)
                throws SQLException {
            database.write(connection -> {
                GenerationTable.insert(connection, group);
                Rollups.add(connection, group);
                SpentTable.add(connection, spent);
                if (forgetBefore > 0) {
                    Rollups.forget(connection, forgetBefore);
                }
                return true;
            });
        }

        @Override
        public boolean isOfOneRecord(SQLException failure) {
            return failure instanceof SQLiteException sqlite
                    && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_MISMATCH
                            || (sqlite.getResultCode().code & 0xff)
                                    == SQLiteErrorCode.SQLITE_CONSTRAINT.code);
        }
    }
}
