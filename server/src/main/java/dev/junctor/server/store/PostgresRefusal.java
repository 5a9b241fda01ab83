package dev.junctor.server.store;

import java.sql.SQLException;
import java.util.Objects;

/** Why a PostgreSQL cannot be used, in a sentence with the remedy and without its password. */
final class PostgresRefusal {
    private PostgresRefusal() {}

    /** What a failure at the start means. */
    static StoreException of(DatabaseUrl.Postgres url, SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String where = url.host() + ":" + url.port();
        String sentence =
                switch (state) {
                    case "28P01", "28000" ->
                            "the PostgreSQL server at "
                                    + where
                                    + " does not let the user "
                                    + url.user()
                                    + " in ("
                                    + message(url, failure)
                                    + "): check user and password in the database's URL";
                    case "3D000" ->
                            "the PostgreSQL server at "
                                    + where
                                    + " has no database "
                                    + url.database()
                                    + ": make it (createdb "
                                    + url.database()
                                    + "), or name another in the database's URL";
                    case "3F000" ->
                            "the database "
                                    + url.place()
                                    + " has no schema to make tables in: make it, or leave out"
                                    + " the option schema";
                    case "42501" ->
                            "the user "
                                    + url.user()
                                    + " may not make or use tables in the database "
                                    + url.place()
                                    + ": make that user its owner, or grant CREATE on its schema";
                    case "25006" -> readOnly(url);
                    case "53300" ->
                            "the PostgreSQL server at "
                                    + where
                                    + " takes no more connections: raise its max_connections, or"
                                    + " stop what holds them";
                    case "57P03" ->
                            "the PostgreSQL server at "
                                    + where
                                    + " is starting or stopping: try again in a moment";
                    case "42P07" ->
                            "the database "
                                    + url.place()
                                    + " holds tables of something else with our names ("
                                    + message(url, failure)
                                    + "): name another database, or another schema (?schema=NAME)";
                    default ->
                            state.startsWith("08")
                                    ? "no PostgreSQL server can be reached at "
                                            + where
                                            + " ("
                                            + message(url, failure)
                                            + "): start it, or check host, port and sslmode in the"
                                            + " database's URL"
                                    : "the database "
                                            + url.place()
                                            + " cannot be used ("
                                            + message(url, failure)
                                            + "): check the server and the database's URL";
                };
        return new StoreException(sentence, new SQLException(message(url, failure), state));
    }

    /** The server takes no changes. */
    static String readOnly(DatabaseUrl.Postgres url) {
        return "the database "
                + url.place()
                + " is read-only: name the primary server, or allow this user to write"
                + " (default_transaction_read_only)";
    }

    /** One line of a failure's message, without the password should it be there. */
    static String message(DatabaseUrl.Postgres url, SQLException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "no reason given");
        message = message.replaceAll("\\s+", " ").strip();
        return url.password().isEmpty()
                ? message
                : message.replace(url.password().reveal(), url.password().toString());
    }
}
