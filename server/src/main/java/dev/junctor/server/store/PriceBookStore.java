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
import java.util.function.LongSupplier;
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
    private volatile State state = new State(List.of(), new TreeMap<>());

    PriceBookStore(Database database) {
        this.database = database;
        SortedMap<String, PriceBook> stored = database.read(PriceBookStore::readAll);
        state = new State(List.of(), stored);
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

    /**
     * The books that the configuration declares, in place of those that it declared before.
     *
     * @throws StoreException when the store does not answer
     */
    public void declare(Collection<PriceBook> books) {
        write(connection -> {
            state = new State(List.copyOf(books), state.stored());
            return true;
        });
    }

    /**
     * Adds a book, or puts it in place of the one with its name.
     *
     * @param epochMillis the clock on the wall
     * @throws StoreException when it cannot be written
     */
    public Change put(PriceBook book, LongSupplier epochMillis) {
        return write(connection -> {
            if (State.names(state.declared(), book.name())) {
                return Change.DECLARED;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT INTO price_book (name, document, created_ms) VALUES (?, ?, ?)"
                                    + " ON CONFLICT (name) DO UPDATE SET"
                                    + " document = excluded.document")) {
                statement.setString(1, book.name());
                statement.setString(2, JSON.writeValueAsString(PriceBookDocument.write(book)));
                statement.setLong(3, epochMillis.getAsLong());
                statement.executeUpdate();
            }
            SortedMap<String, PriceBook> stored = new TreeMap<>(state.stored());
            stored.put(book.name(), book);
            state = new State(state.declared(), stored);
            return Change.DONE;
        });
    }

    /**
     * Deletes a book; what was charged under it stays.
     *
     * @throws StoreException when it cannot be written
     */
    public Change delete(String name) {
        return write(connection -> {
            if (State.names(state.declared(), name)) {
                return Change.DECLARED;
            }
            if (!state.stored().containsKey(name)) {
                return Change.UNKNOWN;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM price_book WHERE name = ?")) {
                statement.setString(1, name);
                statement.executeUpdate();
            }
            SortedMap<String, PriceBook> stored = new TreeMap<>(state.stored());
            stored.remove(name);
            state = new State(state.declared(), stored);
            return Change.DONE;
        });
    }

    private <T> T write(Database.Work<T> work) {
        try {
            return database.write(work); // one writer at a time: the state is changed by one too
        } catch (SQLException e) {
            throw new StoreException("the price book could not be written: " + e.getMessage(), e);
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
