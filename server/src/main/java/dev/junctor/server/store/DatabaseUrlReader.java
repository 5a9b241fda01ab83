package dev.junctor.server.store;

import dev.junctor.server.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Reads the URL of a PostgreSQL. By hand, because {@link java.net.URI} quotes the text, password and all, in errors. */
final class DatabaseUrlReader {
    /** What may stand behind the question mark, and the driver's word for it. */
    static final Map<String, String> OPTIONS =
            Map.of(
                    "sslmode", "sslmode",
                    "sslrootcert", "sslrootcert",
                    "sslcert", "sslcert",
                    "sslkey", "sslkey",
                    "application_name", "ApplicationName",
                    "connect_timeout", "connectTimeout",
                    "schema", "currentSchema");

    private static final List<String> SCHEMES =
            List.of("jdbc:postgresql://", "postgresql://", "postgres://");
    private static final int PORT = 5_432;
    private static final String FORM =
            "write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require";

    private final Map<String, String> parameters = new HashMap<>();
    private String user = "";
    private Secret password = Secret.NONE;

    private DatabaseUrlReader() {}

    /** Carries the reason out. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    static DatabaseUrl read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String scheme : SCHEMES) {
            if (lower.startsWith(scheme)) {
                try {
                    return new DatabaseUrlReader().afterScheme(text.substring(scheme.length()));
                } catch (Unreadable e) {
                    return new DatabaseUrl.Refused(
                            "the database's URL " + e.getMessage() + ": " + FORM);
                }
            }
        }
        return new DatabaseUrl.Refused(
                "the database's URL is of a kind that is not known here: "
                        + FORM
                        + ", or leave it out for the file in the data folder");
    }

    private DatabaseUrl afterScheme(String text) throws Unreadable {
        int question = text.indexOf('?');
        String head = question < 0 ? text : text.substring(0, question);
        if (question >= 0) {
            readParameters(text.substring(question + 1));
        }
        int slash = head.lastIndexOf('/'); // a password may have one that is not encoded
        if (slash < 0 || slash == head.length() - 1) {
            throw new Unreadable("names no database");
        }
        String database = decode(head.substring(slash + 1));
        String authority = head.substring(0, slash);
        int at = authority.lastIndexOf('@'); // and one of these
        if (at >= 0) {
            readLogin(authority.substring(0, at));
        }
        if (user.isEmpty()) {
            throw new Unreadable("names no user");
        }
        String place = authority.substring(at + 1);
        int colon = place.lastIndexOf(':');
        boolean ported = colon > place.lastIndexOf(']');
        String host = ported ? place.substring(0, colon) : place;
        if (host.isEmpty()) {
            throw new Unreadable("names no host");
        }
        if (place.indexOf(',') >= 0) {
            throw new Unreadable("names several hosts, which is not supported");
        }
        int port = ported ? port(place.substring(colon + 1)) : PORT;
        return new DatabaseUrl.Postgres(decode(host), port, database, user, password, parameters);
    }

    private void readLogin(String login) throws Unreadable {
        int colon = login.indexOf(':');
        user = decode(colon < 0 ? login : login.substring(0, colon));
        if (colon >= 0) {
            password = Secret.of(decode(login.substring(colon + 1)));
        }
    }

    private void readParameters(String query) throws Unreadable {
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (name.equals("user")) {
                user = value;
            } else if (name.equals("password")) {
                password = Secret.of(value);
            } else {
                String option = OPTIONS.get(name);
                if (option == null) {
                    throw new Unreadable(
                            "has an option that is not known here (known are "
                                    + String.join(", ", new TreeSet<>(OPTIONS.keySet()))
                                    + ")");
                }
                check(name, value);
                parameters.put(option, value);
            }
        }
    }

    private static void check(String name, String value) throws Unreadable {
        List<String> modes =
                List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
        if (name.equals("sslmode") && !modes.contains(value)) {
            throw new Unreadable("has an sslmode that is none of " + String.join(", ", modes));
        }
        if (name.equals("connect_timeout") && !value.matches("[0-9]{1,4}")) {
            throw new Unreadable("has a connect_timeout that is no number of seconds");
        }
    }

    private static int port(String text) throws Unreadable {
        if (!text.matches("[0-9]{1,5}")
                || Integer.parseInt(text) == 0
                || Integer.parseInt(text) > 65_535) {
            throw new Unreadable("has a port that is none");
        }
        return Integer.parseInt(text);
    }

    private static String decode(String text) throws Unreadable {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            boolean whole = i + 2 < bytes.length;
            int high = whole ? Character.digit(bytes[i + 1], 16) : -1;
            int low = whole ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new Unreadable("has a % without two hexadecimal digits (write %25 for it)");
            }
            decoded.write(high * 16 + low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
