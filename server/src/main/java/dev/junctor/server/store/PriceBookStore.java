package dev.junctor.server.store;

import dev.junctor.core.money.PriceBook;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.engine.admit.ApiKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All price books: first those of the configuration in the order of the file, then those of the store by name. They are
 * swapped whole, so that each request sees one state of them.
 */
public final class PriceBookStore {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Database database;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile State state;
    private volatile LimitWatch watch = LimitWatch.NOBODY;

    PriceBookStore(Database database) {
        this.database = database;
        this.state = new State(List.of(), database.read(PriceBookStore::readAll));
    }

    /** From now on somebody hears of changes. */
    void watchedBy(LimitWatch limits) {
        watch = limits;
    }

    /** Takes over what other nodes changed. */
    void readAgain() {
        changing.lock(); // no change of this node's own between the reading and its being seen
        try {
            state = new State(state.declared(), database.read(PriceBookStore::readAll));
        } finally {
            changing.unlock();
        }
    }

    /** A book and where it is declared. */
    public record Entry(PriceBook book, ApiKey.Origin origin) {}

    /** What became of a change. */
    public enum Change {
        DONE,
        /** There is no such book. */
        UNKNOWN,
        /** The configuration declares it: it is changed there. */
        DECLARED
    }

    private record State(
            List<PriceBook> declared, SortedMap<String, PriceBook> stored, PriceBooks all) {
        State(List<PriceBook> declared, SortedMap<String, PriceBook> stored) {
            this(
                    List.copyOf(declared),
                    stored,
                    new PriceBooks(
                            Stream.concat(
                                            declared.stream(),
                                            stored.values().stream()
                                                    .filter(book -> !names(declared, book.name())))
                                    .toList()));
        }

        static boolean names(List<PriceBook> books, String name) {
            return books.stream().anyMatch(book -> book.name().equals(name));
        }
    }

    /** All books in the order in which they are asked; any thread, never waits. */
    public PriceBooks current() {
        return state.all();
    }

    /** The same with where each is declared. */
    public List<Entry> list() {
        State now = state;
        return now.all().books().stream()
                .map(book ->
                        new Entry(
                                book,
                                State.names(now.declared(), book.name())
                                        ? ApiKey.Origin.CONFIG
                                        : ApiKey.Origin.STORE))
                .toList();
    }

    /** The books that the configuration declares, in place of those that it declared before. */
    public void declare(Collection<PriceBook> books) {
        changing.lock();
        try {
            state = new State(List.copyOf(books), state.stored());
        } finally {
            changing.unlock();
        }
    }

    /**
     * Adds a book, or puts it in place of the one with its name.
     *
     * @param nowMillis milliseconds since 1970 in UTC
     * @throws StoreException when it cannot be written
     */
    public Change put(PriceBook book, long nowMillis) {
        String document = JSON.writeValueAsString(PriceBookDocument.write(book));
        return change(
                book.name(),
                connection -> {
                    // As it stands there: another node may have changed it a moment ago.
                    PriceBook before = readAll(connection).get(book.name());
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "INSERT INTO price_book (name, document, created_ms)"
                                            + " VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                                            + " document = excluded.document")) {
                        statement.setString(1, book.name());
                        statement.setString(2, document);
                        statement.setLong(3, nowMillis);
                        statement.executeUpdate();
                        if (before != null) {
                            watch.changing(connection, before, book);
                        }
                        return Change.DONE;
                    }
                });
    }

    /**
     * Deletes a book; what was charged under it stays.
     *
     * @throws StoreException when it cannot be written
     */
    public Change delete(String name) {
        return change(
                name,
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement("DELETE FROM price_book WHERE name = ?")) {
                        statement.setString(1, name);
                        return statement.executeUpdate() > 0 ? Change.DONE : Change.UNKNOWN;
                    }
                });
    }

    /** Changes the table, and then what is in memory. */
    private Change change(String name, Database.Work<Change> work) {
        changing.lock();
        try {
            if (State.names(state.declared(), name)) {
                return Change.DECLARED;
            }
            Change change =
                    database.write(connection -> {
                        Revisions.next(connection);
                        return work.with(connection);
                    });
            state = new State(state.declared(), database.read(PriceBookStore::readAll));
            return change;
        } catch (SQLException e) {
            throw new StoreException("the price book could not be written: " + e.getMessage(), e);
        } finally {
            changing.unlock();
        }
    }

    private static SortedMap<String, PriceBook> readAll(Connection connection) throws SQLException {
        SortedMap<String, PriceBook> books = new TreeMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT name, document FROM price_book");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = row.getString("name");
                ObjectNode document = (ObjectNode) JSON.readTree(row.getString("document"));
                books.put(name, PriceBookDocument.read(name, document));
            }
        }
        return books;
    }
}
