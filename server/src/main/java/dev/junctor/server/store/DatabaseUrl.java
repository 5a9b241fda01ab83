package dev.junctor.server.store;

import dev.junctor.server.secret.Secret;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Which database keeps the tables: {@link Embedded} in the data folder, or a PostgreSQL. The data folder is used with
 * both.
 */
public sealed interface DatabaseUrl {
    /**
     * Understands what an operator wrote.
     *
     * @param text {@code postgres://user:password@host:port/database?sslmode=require}, the same with {@code
     *     postgresql://} or {@code jdbc:postgresql://}; parts may be percent-encoded; empty for the file in the data
     *     folder
     */
    static DatabaseUrl parse(String text) {
        return text.isBlank() ? new Embedded() : DatabaseUrlReader.read(text.strip());
    }

    /** Opens it, with its tables of this version. */
    Database open(Path dataFile);

    /** One state of it, as it stands, to be copied. */
    Source source(Path dataFile) throws SQLException;

    /** SQLite in the data folder. */
    record Embedded() implements DatabaseUrl {
        @Override
        public Database open(Path dataFile) {
            return SqliteDatabase.open(dataFile);
        }

        @Override
        public Source source(Path dataFile) throws SQLException {
            return SqliteDatabase.source(dataFile);
        }
    }

    /**
     * A database of a PostgreSQL server.
     *
     * @param options of {@link DatabaseUrlReader#OPTIONS}, in the words of its JDBC driver
     */
    record Postgres(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            Map<String, String> options)
            implements DatabaseUrl {
        /** Takes a copy of the options. */
        public Postgres {
            options = Map.copyOf(options);
        }

        @Override
        public Database open(Path dataFile) {
            return PostgresDatabase.open(this);
        }

        @Override
        public Source source(Path dataFile) {
            return PostgresDatabase.source(this);
        }

        /** What people know it by, without user and password. */
        String place() {
            return database + " at " + host + ":" + port;
        }
    }

    /**
     * It cannot be understood.
     *
     * @param why one sentence with the remedy; it does not quote the text, which may hold a password
     */
    record Refused(String why) implements DatabaseUrl {
        @Override
        public Database open(Path dataFile) {
            throw new StoreException(why);
        }

        @Override
        public Source source(Path dataFile) {
            throw new StoreException(why);
        }
    }
}
