package dev.junctor.server.store;

import dev.junctor.server.journal.Durability;
import dev.junctor.server.journal.JournalException;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.secret.TenantCarriers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one process keeps in its data folder: keys, records, their sums. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    static final String FILE = "junctor.db";
    private static final String JOURNAL = "journal";
    private static final String PUBLIC_ID_KEY = "public_id_key";
    private static final String STATE_KEY = "state_key";

    private final DataFolder folder;
    private final Database database;
    private final Accounts accounts;
    private final PriceBookStore priceBooks;
    private final KeyStore keys;
    private final Recording recording;
    private final RecordLog records;
    private final Limits limits;
    private final Postings postings;
    private final IdMaker ids;
    private final Generations generations;
    private final Activity activity;
    private final PublicIds publicIds;
    private final TenantCarriers carriers;
    private final Retention retention;
    private final Revisions revisions;
    private final Cluster cluster;
    private volatile @Nullable RecordLog opened;

    private Store(DataFolder folder, Database database, Cluster cluster, JournalOptions options)
            throws SQLException {
        this.folder = folder;
        this.database = database;
        this.cluster = cluster;
        this.retention = new Retention(database);
        this.revisions = new Revisions(database);
        this.publicIds = new PublicIds(drawn(database, PUBLIC_ID_KEY, PublicIds.KEY_BYTES));
        this.carriers = new TenantCarriers(drawn(database, STATE_KEY, TenantCarriers.KEY_BYTES));
        this.accounts = new Accounts(database);
        this.priceBooks = new PriceBookStore(database);
        this.keys = new KeyStore(database, accounts);
        this.limits =
                Limits.of(
                        cluster,
                        database,
                        this::flush,
                        accounts::creditLine,
                        keys,
                        System::currentTimeMillis);
        accounts.watchedBy(limits.watch());
        priceBooks.watchedBy(limits.watch());
        keys.watchedBy(limits.watch());
        this.recording =
                Recording.open(
                        folder.resolve(JOURNAL),
                        options,
                        database,
                        cluster.number(),
                        limits.watch());
        // Now all that was spent before this process is in the tables.
        keys.readSpent();
        this.ids = new IdMaker(cluster.number(), database.read(Store::greatestId));
        Pending pending = new Pending();
        this.records = recording.log(List.of(keys), pending);
        this.generations = new Generations(database, pending, publicIds);
        this.activity = new Activity(database, records);
        this.postings =
                new Postings(database, ids, id -> accounts.find(id).isPresent(), limits.watch());
    }

    /**
     * Opens the store in a folder, which is made when it is not there, with the tables in a file in it.
     *
     * @throws StoreException when the folder cannot be written, another process has it, or a newer version wrote it
     */
    public static Store open(Path dataDir) {
        return open(dataDir, new DatabaseUrl.Embedded(), JournalOptions.of(Durability.CHARGE));
    }

    /**
     * Opens the store in a folder, which is made when it is not there, with the tables in a database.
     *
     * @throws StoreException when the folder or the database cannot be used, another process has the folder, or a
     *     newer version wrote the tables
     * @throws JournalException when the journal in the folder cannot be used
     */
    public static Store open(Path dataDir, DatabaseUrl url, JournalOptions options) {
        DataFolder folder = DataFolder.open(dataDir);
        List<AutoCloseable> opened = new ArrayList<>(List.of(folder));
        try {
            Database database = url.open(folder.resolve(FILE));
            opened.addFirst(database);
            Cluster cluster = Cluster.of(url, database, folder);
            opened.addFirst(cluster);
            Store store = new Store(folder, database, cluster, options);
            store.start();
            opened.clear();
            return store;
        } catch (SQLException e) {
            throw new StoreException("the store could not be read: " + e.getMessage(), e);
        } finally {
            opened.forEach(Store::closeQuietly); // what is open when it came to nothing
        }
    }

    /** Before the first record there is nothing that waits. */
    private boolean flush(long timeoutNanos) {
        RecordLog log = opened;
        return log == null || log.flush(timeoutNanos);
    }

    private void start() {
        opened = records;
        recording.start();
        if (cluster instanceof Cluster.Many) {
            revisions.onChange(accounts::readAgain);
            revisions.onChange(priceBooks::readAgain);
            revisions.onChange(keys::readAgain);
            revisions.start();
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("a part of the store was not closed: {}", e.getMessage());
        }
    }

    /** Who pays. */
    public Accounts accounts() {
        return accounts;
    }

    /** What is charged on top of the providers' prices. */
    public PriceBookStore priceBooks() {
        return priceBooks;
    }

    /** What the books say. */
    public Books books() {
        return new Books(database, records, publicIds);
    }

    /** Where people move money in the books. */
    public Postings postings() {
        return postings;
    }

    /** What may be spent; {@link Limits#start} is called once the configuration has declared keys and accounts. */
    public Limits limits() {
        return limits;
    }

    /** What a configuration declares that is read while the process runs. */
    public Declarations declarations() {
        return new Declarations(accounts, priceBooks, keys, limits.watch());
    }

    /** Keys and what was spent with them. */
    public KeyStore keys() {
        return keys;
    }

    /** Where records are written. */
    public RecordLog records() {
        return records;
    }

    /** Their way into the tables. */
    public Recording recording() {
        return recording;
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

    /** Ids for new records, greater than all that are stored of this node. */
    public IdMaker ids() {
        return ids;
    }

    /** This process's number among those that share the database: 0 to 1,023, and 0 where it is alone. */
    public int node() {
        return cluster.number();
    }

    /**
     * Is told once, on a thread of its own, when another process took this one's number: no more ids may be made, so no
     * more requests may be taken. It happens when a data folder is copied and both copies run.
     */
    public void onNodeLost(Runnable listener) {
        cluster.onLost(listener);
    }

    /**
     * Is told, on a thread of its own and within a second, when keys, accounts or price books were changed on any node;
     * never where the process is alone. Whoever fails is told again.
     */
    public void onChange(Runnable listener) {
        revisions.onChange(listener);
    }

    /** What is forgotten, and when. */
    public Retention retention() {
        return retention;
    }

    /** A file of another part in the data folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Writes what waits and gives the folder free. */
    @Override
    public void close() {
        recording.close();
        limits.close();
        revisions.close();
        cluster.close();
        database.close();
        folder.close();
    }

    /** Seals the state of providers for those who ask with a key. */
    public TenantCarriers carriers() {
        return carriers;
    }

    /** Chance that was drawn once for all processes of this database, and stays. */
    private static byte[] drawn(Database database, String name, int bytes) throws SQLException {
        return database.write(connection -> {
            byte[] fresh = new byte[bytes];
            new SecureRandom().nextBytes(fresh);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT INTO property (name, value) VALUES (?, ?)"
                                    + " ON CONFLICT (name) DO NOTHING")) {
                statement.setString(1, name);
                statement.setBytes(2, fresh);
                statement.executeUpdate();
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT value FROM property WHERE name = ?")) {
                statement.setString(1, name);
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
}
